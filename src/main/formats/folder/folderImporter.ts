import type { ClassNames } from '../dataset/ClassNames.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { listImages } from '../dataset/listImages.ts';
import type { Importer } from '../Importer.ts';

/** A folder of images, read to the bottom; sub-folders that are named after classes give tags. */
export const folderImporter: Importer = {
  id: 'folder',
  title: 'folder',
  detect: isFolder,
  async read(folder, classes, _list, slices) {
    const { images, warnings } = await listImages(folder, slices);
    return {
      root: folder,
      images: images.map((image) => ({ ...image, tags: folderTags(image.path, classes) })),
      warnings,
    };
  },
};

/** `cat/001.jpg` is a cat where the project has that class. */
function folderTags(path: string, classes: ClassNames): string[] | undefined {
  const named = path
    .split('/')
    .slice(0, -1)
    .flatMap((part) => classes.find(part) ?? []);
  return named.length > 0 ? [...new Set(named)] : undefined;
}
