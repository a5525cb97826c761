import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, parse, relative, sep } from 'node:path';
import { homedir } from 'node:os';
import { AppError } from '../../shared/errors/AppError.ts';

/**
 * The folders that pages may export to, by default: that of the project, which somebody named on this machine; where projects
 * are chosen on the pages, the home folder too, and no root folder for a project that lies in one.
 */
export function usualExportRoots(project: string, canChoose: boolean, home = homedir()): string[] {
  const own = dirname(project);
  if (!canChoose) return [own];
  return parse(own).root === own ? [home] : [own, home];
}

/**
 * Whether a page may export to a folder: one of `roots`, or one below it, whichever links lead there.
 *
 * @param out absolute path; it need not be there
 * @throws AppError `not-writable` naming the option that allows another folder
 */
export function expectBelow(out: string, roots: readonly string[]): void {
  const place = realPlace(out);
  if (place !== undefined && roots.some((root) => isBelow(place, realPlace(root)))) return;
  throw new AppError(
    'not-writable',
    `${out} does not lie in ${roots.join(' or ')}, and pages export nowhere else. Choose a folder there, ` +
      'or start the server with `camweave serve --export-root FOLDER`.',
  );
}

/** A path without links, as far as it is there; undefined for a link that leads nowhere. */
function realPlace(path: string): string | undefined {
  if (lstatSync(path, { throwIfNoEntry: false })) {
    try {
      return realpathSync(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return undefined;
    }
  }
  const parent = dirname(path) === path ? path : realPlace(dirname(path));
  return parent === undefined ? undefined : join(parent, basename(path));
}

function isBelow(path: string, root: string | undefined): boolean {
  if (root === undefined) return false;
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
