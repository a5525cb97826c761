import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { objectCounts } from '../geometry/objectCounts.ts';
import { objectOutlines, ringsOfParts } from '../geometry/objectRings.ts';
import type { CocoOptions } from './cocoOptions.ts';
import { compressCounts } from './rle.ts';

/** An annotation of COCO's instances (cocodataset.org, "Data format"). */
export interface CocoAnnotation {
  id: number;
  image_id: number;
  category_id: number;
  segmentation: { size: [height: number, width: number]; counts: string } | number[][];
  /** In pixels. */
  area: number;
  /** x and y of the upper left pixel from 0 on, width, height. */
  bbox: [number, number, number, number];
  iscrowd: 0;
}

/** More than the largest image has pixels, and few enough to count 2^26 images below 2^53. */
const OBJECTS_OF_IMAGE = 2 ** 27;

/** The id of an object: of its image and its first pixel, so that what changes elsewhere, in this image or others, leaves it. Below 2^53. */
function annotationId(imageId: number, seed: number): number {
  return imageId * OBJECTS_OF_IMAGE + seed + 1;
}

/** @param id of the object in `ids`, `int32[height, width]` */
export function cocoAnnotation(
  { label, area, box, seed }: Component,
  { ids, id }: { ids: Int32Array; id: number },
  { imageId, width, height }: { imageId: number; width: number; height: number },
  categories: ReadonlyMap<number, number>,
  { segmentation }: CocoOptions,
): CocoAnnotation {
  const { xmin, ymin, xmax, ymax } = box;
  return {
    ...{ id: annotationId(imageId, seed), image_id: imageId, category_id: categories.get(label)! },
    segmentation:
      segmentation === 'rle'
        ? { size: [height, width], counts: compressCounts(objectCounts(ids, { width, height }, id, box)) }
        : ringsOfParts(objectOutlines(ids, width, id, box)),
    area,
    bbox: [xmin - 1, ymin - 1, xmax - xmin + 1, ymax - ymin + 1],
    iscrowd: 0,
  };
}
