import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Finds photographs below a root by names that a file gives. Each folder is listed once, so that a hundred thousand names cost no more than their folders. */
export class PhotographFolders {
  private readonly root: string;
  private readonly folders: readonly string[];
  private readonly names = new Map<string, ReadonlySet<string>>();

  /** @param folders where to look, relative to the root, '' for itself; the first that has a name counts */
  constructor(root: string, folders: readonly string[]) {
    this.root = root;
    this.folders = folders;
  }

  /**
   * The path of a photograph relative to the root, with forward slashes; undefined where there is none. A name that is absolute or leads out of its folder is looked for by its last part.
   */
  find(name: string): string | undefined {
    const parts = name.replaceAll('\\', '/').split('/');
    const isFree = parts[0] === '' || parts.includes('..') || /^[A-Za-z]:/.test(name);
    const kept = parts.filter((part) => !['', '.', '..'].includes(part));
    const ways = isFree || kept.length === 1 ? [kept.slice(-1)] : [kept, kept.slice(-1)];
    for (const way of ways)
      for (const folder of this.folders) {
        const path = [...(folder === '' ? [] : folder.split('/')), ...way];
        if (this.namesIn(path.slice(0, -1).join('/')).has(path.at(-1) ?? '')) return path.join('/');
      }
    return undefined;
  }

  private namesIn(folder: string): ReadonlySet<string> {
    const known = this.names.get(folder);
    if (known) return known;
    const names = new Set(this.read(folder));
    this.names.set(folder, names);
    return names;
  }

  private read(folder: string): string[] {
    try {
      return readdirSync(join(this.root, folder));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return [];
    }
  }
}
