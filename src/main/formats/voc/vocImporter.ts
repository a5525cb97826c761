import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { readLabelsCsv } from '../csv/readLabelsCsv.ts';
import type { ClassNames } from '../dataset/ClassNames.ts';
import type { SourceImage } from '../dataset/ImageSource.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { listImages } from '../dataset/listImages.ts';
import { stemOf } from '../dataset/stemOf.ts';
import { readText } from '../dataset/readText.ts';
import type { Importer } from '../Importer.ts';
import { findVocRoot } from './findVocRoot.ts';
import type { TagFinder } from './vocTags.ts';
import { tagsFromImageSets, tagsFromMasks, tagsFromXml } from './vocTags.ts';

/** A VOCdevkit, or one of its years; tags from wherever it has them. */
export const vocImporter: Importer = {
  id: 'voc',
  title: 'VOCdevkit',
  detect: (path) => isFolder(path) && findVocRoot(path) !== undefined,
  async read(path, classes, list, slices) {
    const root = findVocRoot(path)!;
    const warnings: string[] = [];
    const listing = await listImages(join(root, 'JPEGImages'), slices);
    warnings.push(...listing.warnings);
    let images = listing.images.map(({ path, bytes }) => ({ path: `JPEGImages/${path}`, bytes }));
    if (list !== undefined) {
      const ids = new Set(readList(root, list));
      images = images.filter(({ path }) => ids.has(stemOf(path)));
      const missing = ids.size - new Set(images.map(({ path }) => stemOf(path))).size;
      if (missing > 0)
        warnings.push(`The list "${list}" names ${missing} images that JPEGImages does not hold.`);
    }
    const finders = tagFinders(root, classes, warnings);
    const tagsOf = (id: string): string[] | undefined => {
      for (const find of finders) {
        const tags = find(id);
        if (tags !== undefined) return tags;
      }
      return undefined;
    };
    const tagged: SourceImage[] = [];
    for (const image of images) {
      tagged.push({ ...image, tags: tagsOf(stemOf(image.path)) });
      await slices.pause();
    }
    return { root, images: tagged, warnings };
  },
};

/** What a VOC folder can tell about tags, most deliberate first. */
function tagFinders(vocRoot: string, classes: ClassNames, warnings: string[]): TagFinder[] {
  const csv = join(vocRoot, 'labels.csv');
  const fromCsv = existsSync(csv) ? readLabelsCsv(csv, classes, warnings) : new Map<string, string[]>();
  return [
    (id) => fromCsv.get(id),
    tagsFromXml(vocRoot, classes, warnings),
    tagsFromImageSets(vocRoot, classes, warnings),
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
  return readText(file)
    .split('\n')
    .flatMap((line) => line.trim().split(/\s+/)[0] || []);
}
