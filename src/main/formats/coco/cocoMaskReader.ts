import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { classesIn } from '../../../shared/labels/classesIn.ts';
import { expectSize } from '../masks/expectSize.ts';
import { labelOfName } from '../masks/labelOfName.ts';
import { relativeName } from '../masks/relativeName.ts';
import type { LabelMasks, MaskClasses, MaskFile, MaskReader, ReadMask, ReadTags } from '../MaskReader.ts';
import { nameOf } from '../MaskReader.ts';
import { Losses } from '../shapes/Losses.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import type { ImageShapes } from '../shapes/Shape.ts';
import type { CocoImage } from './CocoIndex.ts';
import { CocoIndex } from './CocoIndex.ts';
import { categoryName, cocoShape } from './cocoShape.ts';
import { findCocoFiles } from './findCocoFiles.ts';
import { panopticMask } from './panopticMask.ts';

/** An image, and the file that it is in. */
interface Place {
  index: CocoIndex;
  image: CocoImage;
}

/** COCO: instances (polygons and runs) and panoptic JSON, one file or a folder of them. */
export const cocoMaskReader: MaskReader = {
  id: 'coco',
  title: 'COCO',
  detect: (path) => findCocoFiles(path) !== undefined,
  async open(path, classes, slices) {
    const { files, left } = findCocoFiles(path)!;
    const places = new Map<MaskFile, Place>();
    const warnings = left.map((file) => `${file} is left out; name it itself to read it.`);
    const losses: string[] = [];
    for (const file of files) {
      const index = await CocoIndex.read(file, slices);
      for (const image of index.images)
        places.set({ name: relativeName(image.path), file, item: image.path }, { index, image });
      if (index.losses.words !== undefined) losses.push(`${file}: ${index.losses.words}`);
    }
    const shapes = shapeMasks(
      { root: path, files: [...places.keys()], warnings, losses },
      classes,
      (mask, image, lost) => shapesOf(places.get(mask)!, image, lost),
    );
    return withPanoptic(shapes, places, classes);
  },
};

/** @throws AppError `not-found`, `invalid-input` */
function shapesOf({ index, image }: Place, { width, height }: ProjectImage, losses: Losses): ImageShapes {
  // Runs cannot be looked into without a size, and are none of the tags.
  const size = image.size ?? { width: width ?? 0, height: height ?? 0 };
  const shapes = index
    .annotationsOf(image, losses)
    .flatMap((annotation) => cocoShape(annotation, index.categories, size, losses) ?? []);
  return { shapes, size: image.size };
}

/** The same masks, those of panoptic files by their PNGs. */
function withPanoptic(
  shapes: LabelMasks,
  places: ReadonlyMap<MaskFile, Place>,
  classes: MaskClasses,
): LabelMasks {
  const read = (mask: MaskFile, place: Place): ReadMask => {
    const losses = new Losses();
    const name = nameOf(mask);
    const [annotation = {}, ...others] = place.index.annotationsOf(place.image, losses);
    losses.add('more annotations of the same image', others.length);
    const { file_name: png, segments_info: segments } = annotation;
    const labelOf = (category: unknown): number =>
      labelOfName(classes, categoryName(category, place.index.categories), name);
    const all = Array.isArray(segments) ? segments : [];
    const found = panopticMask(pngOf(mask, png), all, labelOf, losses);
    return { ...found, losses: losses.words && `${name}: ${losses.words}` };
  };
  return {
    ...shapes,
    read(mask, image) {
      const place = places.get(mask)!;
      if (!place.index.isPanoptic) return shapes.read(mask, image);
      if (place.image.size) expectSize(place.image.size, image, nameOf(mask));
      return read(mask, place);
    },
    tags(mask, image): ReadTags {
      const place = places.get(mask)!;
      if (!place.index.isPanoptic) return shapes.tags!(mask, image);
      const { data, losses } = read(mask, place);
      return { labels: classesIn(data), losses };
    },
  };
}

/** The PNG of an image: beside its JSON, or in the folder of the JSON's name. Paths of the file count below these alone. */
function pngOf(mask: MaskFile, path: unknown): string {
  const name = typeof path === 'string' ? `${relativeName(path)}.png` : `${mask.name}.png`;
  const stem = basename(mask.file).replace(/\.json$/i, '');
  const folder = dirname(mask.file);
  const folders = [join(folder, stem), folder, join(dirname(folder), stem), join(folder, 'panoptic')];
  const found = folders.map((item) => join(item, name)).find(existsSync);
  if (found !== undefined) return found;
  throw new AppError(
    'not-found',
    `${nameOf(mask)} has no PNG: there is no ${join(folders[0]!, name)}. Put the panoptic PNGs there.`,
  );
}
