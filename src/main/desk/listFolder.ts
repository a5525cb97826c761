import { opendir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';
import { whyUnreadable } from '../../shared/errors/fileErrorWords.ts';
import { PROJECT_ENDING } from '../../shared/projects/projectName.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';

/** Entries that are asked for at once. */
const AT_ONCE = 1024;

interface FolderListing {
  path: string;
  parent: string | null;
  folders: string[];
  projects: string[];
}

/**
 * The folders and projects in a folder, without hidden ones and those that cannot be opened because their name is no UTF-8.
 *
 * @param path absolute
 * @throws AppError `not-found` saying why it cannot be opened, `cancelled`
 */
export async function listFolder(path: string, signal: AbortSignal): Promise<FolderListing> {
  const slices = new TimeSlices(signal);
  const folders: string[] = [];
  const projects: string[] = [];
  try {
    for await (const entry of await opendir(path, { bufferSize: AT_ONCE })) {
      const { name } = entry;
      if (!name.startsWith('.') && !isBroken(path, name)) {
        if (entry.isDirectory()) folders.push(name);
        else if (entry.isFile() && name.endsWith(PROJECT_ENDING)) projects.push(name);
      }
      await slices.pause();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('not-found', `${path} cannot be opened: ${whyUnreadable(cause)}.`, { cause });
  }
  const parent = dirname(path) === path ? null : dirname(path);
  return { path, parent, folders: folders.sort(), projects: projects.sort() };
}

function isBroken(folder: string, name: string): boolean {
  return name.includes('\ufffd') && !existsSync(join(folder, name));
}
