import { existsSync, lstatSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, parse, relative, sep } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { firstForeign, readManifest } from './exportManifest.ts';

/** What no export may delete, whatever it is told. */
export interface Guarded {
  /** The project file, absolute. */
  project: string;
  /** The folder of the photographs, absolute; undefined where the project has none yet. */
  photographs: string | undefined;
}

/**
 * Whether a folder that is there may be replaced by an export (docs/design.md, "Export"): only one that an export made, and
 * with nothing in it that somebody added or changed since; never one that is, holds or lies in the photographs, holds the project,
 * or is or holds a home or a root folder.
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
  const manifest = readManifest(folder);
  if (!manifest) throw refuse('was not made by an export of Camweave');
  const foreign = firstForeign(folder, manifest);
  if (foreign)
    throw new AppError(
      'not-writable',
      `${join(out, foreign.path)} was ${foreign.isNew ? 'not written by the export' : 'changed after the export'}, so ${out} is not replaced. ` +
        'Move that file away, or choose another folder.',
    );
}

/** Whether a folder is or holds what lies at a path. */
function holds(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** A path without links, as far as it is there. */
function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  return dirname(path) === path ? path : join(real(dirname(path)), basename(path));
}
