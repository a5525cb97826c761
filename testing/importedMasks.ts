import type { ProjectImage } from '../src/shared/images/ProjectImage.ts';
import type { ImportReport } from '../src/shared/import/importReport.ts';
import { labelMapOf } from '../src/main/annotate/labelMapOf.ts';
import type { ImportRequest } from '../src/main/formats/importMasks.ts';
import { importMasks } from '../src/main/formats/importMasks.ts';
import type { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { pictureOf } from './maskMatchers.ts';

/** Imports masks into a project as labels to review, unless said otherwise. */
export function imported(
  project: ProjectFile,
  path: string,
  request: Partial<ImportRequest> = {},
): Promise<ImportReport> {
  return importMasks(project, path, { as: 'review', apply: true, author: 'somebody', ...request });
}

/** An image of a project by its path. */
export function imageNamed(project: ProjectFile, path: string): ProjectImage {
  return project.images.all().find((image) => image.path === path)!;
}

/** The label map of an image as a picture. */
export function pictureIn(project: ProjectFile, path: string): string {
  return pictureOf(labelMapOf(project, imageNamed(project, path))!);
}
