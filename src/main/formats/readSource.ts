import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import { ClassNames } from './dataset/ClassNames.ts';
import type { ImageSource } from './dataset/ImageSource.ts';
import { TimeSlices } from './dataset/TimeSlices.ts';
import type { Importer } from './Importer.ts';
import { IMPORTERS } from './importers.ts';

export interface ReadSourceOptions {
  /** Only the images of this VOC list, for instance `val`. */
  list?: string | undefined;
  importers?: readonly Importer[];
  signal?: AbortSignal;
}

/**
 * Reads a source by the first importer that detects it: a VOCdevkit, a labels.csv, or a folder of images (with a
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
      `${path} does not exist. Give a folder of images, a VOCdevkit or a labels.csv.`,
    );
  const absolute = resolve(path);
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
