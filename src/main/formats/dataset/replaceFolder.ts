import { mkdtemp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Guarded } from './expectReplaceable.ts';
import { EXPORT_MARKER, expectReplaceable } from './expectReplaceable.ts';
import { explainWriteError } from './explainWriteError.ts';

/**
 * Fills a folder so that it is there whole or not at all: `fill` writes to a temporary folder beside it, which
 * is renamed into place when `fill` is done, and removed when it throws.
 *
 * @param replace whether a folder that an export has made may be replaced; no other ever is
 * @throws AppError `not-writable` when the folder is there and may not be replaced, `disk-full`
 */
export async function replaceFolder<T>(
  path: string,
  { replace, ...guarded }: Guarded & { replace: boolean },
  fill: (temporary: string) => Promise<T>,
): Promise<T> {
  const out = resolve(path);
  const present = await readdir(out).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw explainWriteError(out, error);
  });
  if (present && present.length > 0 && !replace) {
    throw new AppError(
      'not-writable',
      `${out} is not empty. Choose another folder, or replace it with --force.`,
    );
  }
  if (present && present.length > 0) expectReplaceable(out, guarded);
  let temporary: string | undefined;
  try {
    await mkdir(dirname(out), { recursive: true });
    temporary = await mkdtemp(join(dirname(out), `.${basename(out)}.partial-`));
    const result = await fill(temporary);
    await writeFile(join(temporary, EXPORT_MARKER), `${JSON.stringify({ at: new Date().toISOString() })}\n`);
    await moveIntoPlace(temporary, out, present !== undefined);
    return result;
  } catch (error) {
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    throw explainWriteError(out, error);
  }
}

/** The old folder is moved aside first and deleted last, so that a crash leaves one of the two whole. */
async function moveIntoPlace(temporary: string, out: string, present: boolean): Promise<void> {
  if (!present) return rename(temporary, out);
  const aside = `${temporary}-old`;
  await rename(out, aside);
  try {
    await rename(temporary, out);
  } catch (error) {
    await rename(aside, out);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}
