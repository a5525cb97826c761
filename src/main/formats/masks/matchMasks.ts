import { exportIds } from '../dataset/exportIds.ts';
import { stemOf } from '../dataset/stemOf.ts';
import type { MaskFile } from '../MaskReader.ts';

/** Which mask belongs to which image. */
export interface MaskMatches<Image> {
  /** In the order of the images. */
  pairs: { image: Image; mask: MaskFile }[];
  withoutMask: Image[];
  withoutImage: MaskFile[];
  /** Masks that could be of several images, and those of an image that has one already. */
  unclear: { mask: MaskFile; images: Image[] }[];
}

/**
 * Matches masks with images: by the path without its ending, or as much of it from its end as has a folder, by the name that an export gives the image, else by the name of the file alone where one
 * image has it.
 *
 * @param images all of the project, in its order
 */
export function matchMasks<Image extends { path: string }>(
  images: readonly Image[],
  masks: readonly MaskFile[],
): MaskMatches<Image> {
  const ids = exportIds(images.map(({ path }) => path));
  const byPath = groups(images, ({ path }) => path.replace(/\.[^./]+$/, ''));
  const byId = groups(images, (_, index) => ids[index]!);
  const byStem = groups(images, ({ path }) => stemOf(path));
  const maskOf = new Map<Image, MaskFile>();
  const matches: MaskMatches<Image> = { pairs: [], withoutMask: [], withoutImage: [], unclear: [] };
  for (const mask of masks) {
    const found = imagesOf(mask.name) ?? (mask.alias === undefined ? undefined : imagesOf(mask.alias)) ?? [];
    const [image] = found;
    if (image === undefined) matches.withoutImage.push(mask);
    else if (found.length > 1 || maskOf.has(image)) matches.unclear.push({ mask, images: found });
    else maskOf.set(image, mask);
  }
  for (const image of images) {
    const mask = maskOf.get(image);
    if (mask) matches.pairs.push({ image, mask });
    else matches.withoutMask.push(image);
  }
  return matches;

  function imagesOf(name: string): Image[] | undefined {
    const stem = name.slice(name.lastIndexOf('/') + 1);
    const path = endsOf(name).find((end) => byPath.has(end)) ?? name;
    return byPath.get(path) ?? byId.get(stem) ?? byStem.get(stem);
  }
}

/** A path, and what is left of it without its first folders, as long as there is a folder. */
function endsOf(path: string): string[] {
  const parts = path.split('/');
  return [path, ...parts.slice(1, -1).map((_, skipped) => parts.slice(skipped + 1).join('/'))];
}

function groups<Image>(
  images: readonly Image[],
  keyOf: (image: Image, index: number) => string,
): Map<string, Image[]> {
  const found = new Map<string, Image[]>();
  images.forEach((image, index) => {
    const key = keyOf(image, index);
    const others = found.get(key);
    if (others) others.push(image);
    else found.set(key, [image]);
  });
  return found;
}
