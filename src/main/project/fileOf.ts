import { join } from 'node:path';
import type { ProjectFile } from './ProjectFile.ts';

/** Where a photograph of a project lies. */
export function fileOf(project: ProjectFile, { path }: { path: string }): string {
  return join(project.meta.get('root') ?? '', path);
}
