import { chmodSync, lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file that only remembers something, whole or not at all. Where it cannot be written, on a full disk too, the memory
 * is lost, never the work, and nothing half written stays beside it.
 *
 * @param mode who may read it, where not everybody may
 */
export function keepFile(file: string, text: string, mode?: number): void {
  const next = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(next, text, mode === undefined ? {} : { mode });
    if (mode !== undefined) chmodSync(next, mode);
    renameSync(next, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    removeIfThere(next);
  }
}

function removeIfThere(file: string): void {
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) rmSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
