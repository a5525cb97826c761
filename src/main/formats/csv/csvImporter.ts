import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceImage } from '../dataset/ImageSource.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { listImages } from '../dataset/listImages.ts';
import { stemOf } from '../dataset/stemOf.ts';
import type { Importer } from '../Importer.ts';
import type { TagsById } from './readLabelsCsv.ts';
import { readLabelsCsv } from './readLabelsCsv.ts';

/** A CSV of image-level labels beside the images, or the folder that holds it under the name labels.csv. */
export const csvImporter: Importer = {
  id: 'csv',
  title: 'labels.csv',
  detect: (path) => !isFolder(path) || existsSync(join(path, 'labels.csv')),
  async read(path, classes, _list, slices) {
    const file = isFolder(path) ? join(path, 'labels.csv') : path;
    const root = dirname(file);
    const { images, warnings } = await listImages(root, slices);
    const tags = readLabelsCsv(file, classes, warnings);
    return { root, images: withCsvTags(images, tags, file, warnings), warnings };
  },
};

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
