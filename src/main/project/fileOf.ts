import { isAbsolute, join, normalize, sep } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectFile } from './ProjectFile.ts';

/**
 * Where a photograph of a project lies.
 *
 * @throws AppError `image-unreadable` for a path that leads out of the project's image folder: a project may come from anybody
 */
export function fileOf(project: ProjectFile, { path }: { path: string }): string {
  const way = normalize(path);
  if (isAbsolute(path) || way === '..' || way.startsWith(`..${sep}`) || path.includes('\0'))
    throw new AppError(
      'image-unreadable',
      `${path} leads out of the image folder of ${project.path}, so it is not read.`,
    );
  return join(project.meta.get('root') ?? '', path);
}
