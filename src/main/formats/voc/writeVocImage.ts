import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { Component } from '../../../shared/labels/connectedComponents.ts';
import { encodeGreyPng, encodeVocPng } from '../../image/mask/encodeVocPng.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { ExportImage } from '../dataset/writeImages.ts';
import { annotationXml } from './annotationXml.ts';
import { SIDES } from './vocObjects.ts';
import type { VocObjects } from './vocObjects.ts';
import type { VocOptions } from './vocOptions.ts';

/** SegmentationObject keeps 0 for background and 255 for void. */
const MOST_OBJECTS = 254;

/**
 * Writes photograph, mask and annotation of one image below `root`.
 *
 * @param names class names by label
 */
export async function writeVocImage(
  { id, path, fileName, labelMap, objects: find, putPhotograph, warn }: ExportImage,
  names: ReadonlyMap<number, string>,
  root: string,
  options: VocOptions,
): Promise<VocObjects> {
  const { width, height } = labelMap;
  await putPhotograph(join(root, 'JPEGImages', `${id}.jpg`));
  await writeFile(join(root, 'SegmentationClass', `${id}.png`), encodeVocPng(labelMap));
  if (options.greyMasks)
    await writeFile(join(root, 'SegmentationClassIndex', `${id}.png`), encodeGreyPng(labelMap));

  const { objects: all, ids } = find();
  const kept = largest(all, MOST_OBJECTS);
  if (kept.length < all.length) {
    warn(
      `${path}: only the ${MOST_OBJECTS} largest of ${all.length} objects are listed; the others are void among them.`,
    );
  }
  if (options.objects) {
    const objectMask = { width, height, data: objectIndices(labelMap, all, kept, ids) };
    await writeFile(join(root, 'SegmentationObject', `${id}.png`), encodeVocPng(objectMask));
  }
  const objects = kept.map(({ label, box }) => ({ name: names.get(label) ?? `label ${label}`, box }));
  await writeFile(
    join(root, 'Annotations', `${id}.xml`),
    annotationXml({ fileName, width, height }, objects),
  );
  return {
    objects: Int32Array.from(kept.flatMap(({ label, box }) => [label, ...SIDES.map((side) => box[side])])),
  };
}

function largest(components: Component[], most: number): Component[] {
  if (components.length <= most) return components;
  const least = components.map(({ area }) => area).sort((a, b) => b - a)[most - 1]!;
  return components.filter(({ area }) => area >= least).slice(0, most);
}

/** Indices 1.. of the kept objects; void where the mask is void or an object was dropped. */
function objectIndices(
  { data }: IndexMask,
  components: Component[],
  kept: Component[],
  ids: Int32Array,
): Uint8Array {
  const index = new Map(kept.map((component, position) => [component, position + 1]));
  const byId = Uint8Array.from([BACKGROUND, ...components.map((component) => index.get(component) ?? VOID)]);
  const indices = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) {
    const id = ids[i]!;
    if (id !== 0) indices[i] = byId[id]!;
    else if (data[i] === VOID) indices[i] = VOID;
  }
  return indices;
}
