import { statSync } from 'node:fs';

/** Whether there is a folder at `path`, or a link to one. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
