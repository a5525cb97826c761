import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { fileErrorWords, whyUnreadable } from '../../../shared/errors/fileErrorWords.ts';
import type { PackManifest } from './Pack.ts';

/** @throws AppError `invalid-input` where `out` already holds a pack */
export function expectNoPack(out: string): void {
  if (!existsSync(join(out, 'pack.json'))) return;
  throw new AppError(
    'invalid-input',
    `${out} already holds a pack. Choose another folder, or delete this one first.`,
  );
}

/**
 * Writes a pack folder: model files, copied as they are, and pack.json.
 *
 * @param models the files to copy, by their name in the pack
 * @throws AppError `not-writable`, `disk-full`
 */
export function writePack(out: string, models: Record<string, string>, manifest: PackManifest): void {
  try {
    mkdirSync(out, { recursive: true });
    for (const [name, file] of Object.entries(models)) cpSync(file, join(out, name));
    writeFileSync(join(out, 'pack.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  } catch (cause) {
    const isFull = fileErrorWords(cause)?.code === 'ENOSPC';
    throw new AppError(
      isFull ? 'disk-full' : 'not-writable',
      `The pack cannot be written to ${out}: ${whyUnreadable(cause)}.`,
      { cause },
    );
  }
}

/**
 * The sha256 of a file's bytes, in hexadecimal.
 *
 * @throws AppError `not-found`
 */
export function sha256OfFile(file: string): string {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch (cause) {
    throw new AppError('not-found', `${basename(file)} cannot be read: ${whyUnreadable(cause)}.`, { cause });
  }
}
