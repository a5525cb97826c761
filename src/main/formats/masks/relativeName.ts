import { stemOf } from '../dataset/stemOf.ts';

/**
 * The name by which an image that a file names is looked for: its path without the ending, with forward slashes. A path that is absolute, or leads out of its folder, counts
 * by its last part alone. It is compared with names of the project, and never opened.
 */
export function relativeName(path: string): string {
  const parts = path.replaceAll('\\', '/').split('/');
  const isFree = parts[0] === '' || parts.includes('..') || /^[A-Za-z]:/.test(path);
  const kept = parts.filter((part) => !['', '.', '..'].includes(part));
  const name = kept.at(-1) ?? '';
  const folders = isFree ? [] : kept.slice(0, -1);
  return [...folders, stemOf(name)].join('/');
}
