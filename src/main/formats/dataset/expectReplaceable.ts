import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, parse, relative, sep } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';

/** Lies in every folder that an export has made. */
export const EXPORT_MARKER = '.camweave-export.json';

/** What no export may delete, whatever it is told. */
export interface Guarded {
  /** The project file, absolute. */
  project: string;
  /** The folder of the photographs, absolute; undefined where the project has none yet. */
  photographs: string | undefined;
}

/**
 * Whether a folder that is there may be replaced by an export (docs/design.md, "Export"): only one that an export made, and
 * never one that is, holds or lies in the photographs, holds the project, or is or holds a home or a root folder.
 *
 * @param out absolute path of a folder that is there
 * @throws AppError `not-writable`, saying why not
 */
export function expectReplaceable(out: string, { project, photographs }: Guarded): void {
  const folder = realpathSync(out);
  const refuse = (why: string): AppError =>
    new AppError('not-writable', `${out} ${why}, so it is not replaced. Choose another folder.`);
  if (parse(folder).root === folder) throw refuse('is a root folder');
  for (const home of [homedir(), process.env['CAMWEAVE_HOME']])
    if (home && holds(folder, real(home))) throw refuse(`is or holds the folder ${home}`);
  if (holds(folder, real(project))) throw refuse(`holds the project ${project}`);
  if (photographs && (holds(folder, real(photographs)) || holds(real(photographs), folder)))
    throw refuse(`is, holds or lies in the folder of the photographs, ${photographs}`);
  if (lstatSync(out).isSymbolicLink()) throw refuse('is a link to another folder');
  if (!existsSync(join(folder, EXPORT_MARKER))) throw refuse('was not made by an export of Camweave');
}

/** Whether a folder is or holds what lies at a path. */
function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path without links, as far as it is there. */
function real(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}
