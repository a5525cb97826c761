import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import { findVocRoot } from './voc/findVocRoot.ts';
import { ClassNames } from './dataset/ClassNames.ts';
import { stemOf } from './dataset/stemOf.ts';
import type { ImageSource, SourceImage } from './dataset/ImageSource.ts';
import { listImages } from './dataset/listImages.ts';
import type { TagsById } from './csv/readLabelsCsv.ts';
import { readLabelsCsv } from './csv/readLabelsCsv.ts';
import type { TagFinder } from './voc/vocTags.ts';
import { tagsFromImageSets, tagsFromMasks, tagsFromXml } from './voc/vocTags.ts';

/**
 * Reads a source: a VOCdevkit, a labels.csv, or a folder of images (with a labels.csv in it, or sub-folders
 * named after classes, or no labels at all).
 *
 * @param classNames the project's classes
 * @param list only the images of this VOC list, for instance `val`
 * @throws AppError `not-found` or `invalid-input` when there is nothing to work on
 */
export function readSource(path: string, classNames: readonly string[], list?: string): ImageSource {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats)
    throw new AppError(
      'not-found',
      `${path} does not exist. Give a folder of images, a VOCdevkit or a labels.csv.`,
    );
  const classes = new ClassNames(classNames);
  const source = stats.isDirectory()
    ? readFolder(resolve(path), classes, list)
    : readCsv(resolve(path), classes);
  if (source.images.length === 0) {
    throw new AppError(
      'invalid-input',
      `${path} holds no images (JPEG, PNG, WebP, BMP or TIFF). Choose another folder.`,
    );
  }
  source.warnings.push(...classes.warnings());
  return source;
}

function readFolder(folder: string, classes: ClassNames, list: string | undefined): ImageSource {
  const vocRoot = findVocRoot(folder);
  if (vocRoot !== undefined) return readVoc(vocRoot, classes, list);
  const csv = join(folder, 'labels.csv');
  if (existsSync(csv)) return readCsv(csv, classes);
  const { images, warnings } = listImages(folder);
  return {
    kind: 'folder',
    root: folder,
    images: images.map((image) => ({ ...image, tags: folderTags(image.path, classes) })),
    warnings,
  };
}

/** `cat/001.jpg` is a cat where the project has that class. */
function folderTags(path: string, classes: ClassNames): string[] | undefined {
  const named = path
    .split('/')
    .slice(0, -1)
    .flatMap((part) => classes.find(part) ?? []);
  return named.length > 0 ? [...new Set(named)] : undefined;
}

function readCsv(file: string, classes: ClassNames): ImageSource {
  const root = dirname(file);
  const { images, warnings } = listImages(root);
  const tags = readLabelsCsv(file, classes, warnings);
  return { kind: 'csv', root, images: withCsvTags(images, tags, file, warnings), warnings };
}

/** Matches the lines of a CSV with files by path, file name or stem. */
function withCsvTags(
  images: { path: string; bytes: number }[],
  tags: TagsById,
  file: string,
  warnings: string[],
): SourceImage[] {
  const unused = new Set(tags.keys());
  const tagged = images.map((image) => {
    const name = image.path.slice(image.path.lastIndexOf('/') + 1);
    const key = [image.path, name, stemOf(image.path)].find((candidate) => tags.has(candidate));
    if (key === undefined) return { ...image, tags: undefined };
    unused.delete(key);
    return { ...image, tags: tags.get(key) };
  });
  if (unused.size > 0) {
    const [first] = unused;
    warnings.push(
      `${file}: ${unused.size} of its ${tags.size} lines match no image beside it, for instance "${first}".`,
    );
  }
  return tagged;
}

function readVoc(vocRoot: string, classes: ClassNames, list: string | undefined): ImageSource {
  const warnings: string[] = [];
  const listing = listImages(join(vocRoot, 'JPEGImages'));
  warnings.push(...listing.warnings);
  let images = listing.images.map(({ path, bytes }) => ({ path: `JPEGImages/${path}`, bytes }));
  if (list !== undefined) {
    const ids = new Set(readList(vocRoot, list));
    images = images.filter(({ path }) => ids.has(stemOf(path)));
    const missing = ids.size - new Set(images.map(({ path }) => stemOf(path))).size;
    if (missing > 0)
      warnings.push(`The list "${list}" names ${missing} images that JPEGImages does not hold.`);
  }
  const finders = vocTagFinders(vocRoot, classes, warnings);
  const tagsOf = (id: string): string[] | undefined => {
    for (const find of finders) {
      const tags = find(id);
      if (tags !== undefined) return tags;
    }
    return undefined;
  };
  return {
    kind: 'voc',
    root: vocRoot,
    images: images.map((image) => ({ ...image, tags: tagsOf(stemOf(image.path)) })),
    warnings,
  };
}

/** What a VOC folder can tell about tags, most deliberate first. */
function vocTagFinders(vocRoot: string, classes: ClassNames, warnings: string[]): TagFinder[] {
  const csv = join(vocRoot, 'labels.csv');
  const fromCsv = existsSync(csv) ? readLabelsCsv(csv, classes, warnings) : new Map<string, string[]>();
  return [
    (id) => fromCsv.get(id),
    tagsFromXml(vocRoot, classes, warnings),
    tagsFromImageSets(vocRoot, classes),
    tagsFromMasks(vocRoot, classes, warnings),
  ];
}

function readList(vocRoot: string, list: string): string[] {
  const file = ['Segmentation', 'Main']
    .map((set) => join(vocRoot, 'ImageSets', set, `${list}.txt`))
    .find(existsSync);
  if (file === undefined) {
    throw new AppError('not-found', `${vocRoot} has no list "${list}" (ImageSets/Segmentation/${list}.txt).`);
  }
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/)[0] || []);
}
