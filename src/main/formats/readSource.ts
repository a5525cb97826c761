import { existsSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import { PROJECT_ENDING } from '../../shared/projects/projectName.ts';
import { ClassNames } from './dataset/ClassNames.ts';
import type { ImageSource } from './dataset/ImageSource.ts';
import { isFolder } from './dataset/isFolder.ts';
import { IMAGE_EXTENSION } from './dataset/listImages.ts';
import { TimeSlices } from './dataset/TimeSlices.ts';
import type { Importer } from './Importer.ts';
import { IMPORTERS } from './importers.ts';

export interface ReadSourceOptions {
  /** Only the images of this list of a VOCdevkit or of COCO, for instance `val`. */
  list?: string | undefined;
  importers?: readonly Importer[];
  signal?: AbortSignal;
}

/**
 * Reads a source by the first importer that detects it: a VOCdevkit, COCO, a labels.csv, or a folder of images (with a
 * labels.csv in it, or sub-folders named after classes, or no labels at all).
 *
 * @param classNames the project's classes
 * @returns the source, and the id and title of the importer
 * @throws AppError `not-found` or `invalid-input` when there is nothing to work on, `cancelled`
 */
export async function readSource(
  path: string,
  classNames: readonly string[],
  { list, importers = IMPORTERS, signal }: ReadSourceOptions = {},
): Promise<ImageSource & { kind: string; title: string }> {
  if (!existsSync(path))
    throw new AppError(
      'not-found',
      `${path} does not exist. Give a folder of images, a VOCdevkit, COCO or a labels.csv.`,
    );
  const absolute = resolve(path);
  if (!isFolder(absolute)) expectList(path);
  const importer = importers.find((item) => item.detect(absolute));
  if (!importer) {
    const known = importers.map(({ title }) => title).join(', ');
    throw new AppError('invalid-input', `${path} is nothing that Camweave reads images from (${known}).`);
  }
  const classes = new ClassNames(classNames);
  const source = await importer.read(absolute, classes, list, new TimeSlices(signal));
  if (source.images.length === 0) {
    throw new AppError(
      'invalid-input',
      `${path} holds no images (JPEG, PNG, WebP, BMP or TIFF). Choose another folder.`,
    );
  }
  source.warnings.push(...classes.warnings());
  return { ...source, kind: importer.id, title: importer.title };
}

/** A file that is taken for a list of labels, unless its name says that it is something else. */
function expectList(path: string): void {
  if (extname(path).toLowerCase() === PROJECT_ENDING)
    throw new AppError(
      'invalid-input',
      `${path} is a project, where images go to. Give what they come from: a folder of images, a VOCdevkit, COCO or a labels.csv.`,
    );
  if (IMAGE_EXTENSION.test(path))
    throw new AppError(
      'invalid-input',
      `${path} is one image. Give the folder that it lies in, ${dirname(path)}; all images in it are taken.`,
    );
}
