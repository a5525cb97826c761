import { renameSync, rmdirSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Guarded } from './expectReplaceable.ts';
import { expectReplaceable } from './expectReplaceable.ts';
import { explainWriteError } from './explainWriteError.ts';
import { writeManifest } from './exportManifest.ts';
import { asideOf, clearPartials, letGo, remove, takePartial } from './partialFolders.ts';

/**
 * Fills a folder so that it is there whole or not at all: `fill` writes to a temporary folder beside it, which
 * is renamed into place when `fill` is done, and removed when it throws. What killed exports have left beside it is put
 * right first (docs/design.md, "Export").
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
  await clearPartials(dirname(out));
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
  const temporary = takePartial(out);
  try {
    await mkdir(dirname(out), { recursive: true });
    await mkdir(temporary);
    const result = await fill(temporary);
    writeManifest(temporary);
    // Somebody may have worked in the folder while the export ran.
    if (present && present.length > 0) expectReplaceable(out, guarded);
    moveIntoPlace(temporary, out, present);
    await remove(asideOf(temporary));
    return result;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw explainWriteError(out, error);
  } finally {
    letGo(temporary);
  }
}

/**
 * The old folder is moved aside and the new one into place with nothing in between. Whoever is killed there leaves both whole,
 * and `clearPartials` finishes.
 */
function moveIntoPlace(temporary: string, out: string, present: readonly string[] | undefined): void {
  if (present === undefined) return renameSync(temporary, out);
  if (present.length === 0) {
    rmdirSync(out);
    return renameSync(temporary, out);
  }
  const aside = asideOf(temporary);
  renameSync(out, aside);
  try {
    renameSync(temporary, out);
  } catch (error) {
    renameSync(aside, out);
    throw error;
  }
}
