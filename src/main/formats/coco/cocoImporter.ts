import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import type { ClassNames } from '../dataset/ClassNames.ts';
import type { SourceImage } from '../dataset/ImageSource.ts';
import { IMAGE_EXTENSION } from '../dataset/listImages.ts';
import type { TimeSlices } from '../dataset/TimeSlices.ts';
import type { Importer } from '../Importer.ts';
import { CocoIndex } from './CocoIndex.ts';
import { categoryName } from './cocoShape.ts';
import { filesOfList, findCocoLists, listName } from './findCocoLists.ts';
import { PhotographFolders } from './PhotographFolders.ts';

/** COCO: photographs that `instances_*.json` lists, with the classes of their instances, crowds included, as tags. */
export const cocoImporter: Importer = {
  id: 'coco',
  title: 'COCO',
  detect: (path) => findCocoLists(path) !== undefined,
  async read(path, classes, list, slices) {
    const lists = findCocoLists(path)!;
    const { root } = lists;
    const warnings: string[] = [];
    const images = new Map<string, SourceImage>();
    for (const file of list === undefined ? lists.files : filesOfList(lists, list))
      await readList(file, root, { classes, slices, images, warnings });
    return { root, images: [...images.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), warnings };
  },
};

interface Reading {
  classes: ClassNames;
  slices: TimeSlices;
  images: Map<string, SourceImage>;
  warnings: string[];
}

/** @throws AppError `not-found`, `invalid-input` naming the file, `cancelled` */
async function readList(
  file: string,
  root: string,
  { classes, slices, images, warnings }: Reading,
): Promise<void> {
  const index = await CocoIndex.read(file, slices);
  if (index.losses.words !== undefined) warnings.push(`${file}: ${index.losses.words}.`);
  const part = listName(file);
  const folders = new PhotographFolders(root, [part, `images/${part}`, 'images', '', `annotations/${part}`]);
  const tagOf = tagFinder(index, classes, file);
  const missing: string[] = [];
  for (const image of index.images) {
    await slices.pause();
    const path = IMAGE_EXTENSION.test(image.path) ? folders.find(image.path) : undefined;
    const found = path === undefined ? undefined : await statsOf(join(root, path));
    if (path === undefined || !found?.isFile()) {
      missing.push(image.path);
      continue;
    }
    const own = index.hasAnnotations ? index.categoriesOf(image).flatMap((id) => tagOf(id) ?? []) : undefined;
    const before = images.get(path)?.tags;
    const tags = own || before ? [...new Set([...(before ?? []), ...(own ?? [])])] : undefined;
    images.set(path, { path, bytes: found.size, tags });
  }
  if (missing.length > 0)
    warnings.push(
      `${file} lists ${counted(missing.length, 'photograph')} that ${missing.length === 1 ? 'is' : 'are'} not there, such as ${missing[0]}: ` +
        `they are looked for in ${part}, images/${part}, images, and beside the annotations.`,
    );
}

/** The project's class of a category; each is looked up once, so that a stranger is named once. */
function tagFinder(
  index: CocoIndex,
  classes: ClassNames,
  file: string,
): (id: string | number | undefined) => string | undefined {
  const known = new Map<string | number | undefined, string | undefined>();
  return (id) => {
    if (!known.has(id)) known.set(id, classes.resolve(categoryName(id, index.categories), file));
    return known.get(id);
  };
}

async function statsOf(file: string): Promise<Stats | undefined> {
  try {
    return await stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
