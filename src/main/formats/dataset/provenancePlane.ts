import { VOID } from '../../../shared/labels/labelCodes.ts';
import type { Layer } from '../../../shared/labels/Layer.ts';
import { encodeIndexPng } from '../../image/mask/encodeVocPng.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** Where the label of a pixel comes from: values of provenance masks, with their colours and what they mean. */
export const PROVENANCE = [
  {
    value: 0,
    id: 'proposed',
    colour: [59, 158, 222],
    means: 'proposed by AD-CAM, or background where nothing is',
  },
  { value: 1, id: 'learned', colour: [20, 92, 158], means: 'proposed with a taught head mixed in' },
  { value: 2, id: 'given', colour: [124, 92, 191], means: 'imported labels or scores' },
  { value: 3, id: 'brush', colour: [240, 163, 10], means: 'painted by a person' },
  { value: 4, id: 'click', colour: [46, 160, 67], means: 'corrected by clicks of a person' },
  { value: VOID, id: 'void', colour: [224, 224, 192], means: 'void in the mask, whoever decided it' },
] as const;

/** Folder of provenance masks in every data set that has them. */
export const PROVENANCE_FOLDER = 'provenance';

type ProvenanceId = (typeof PROVENANCE)[number]['id'];
const VALUE = Object.fromEntries(PROVENANCE.map(({ id, value }) => [id, value])) as Record<
  ProvenanceId,
  number
>;
const PALETTE = Array.from({ length: 256 }, (_, value) => [
  ...(PROVENANCE.find((row) => row.value === value)?.colour ?? [0, 0, 0]),
]);

/**
 * Where each pixel of a label map comes from, `uint8[height, width]` of the values of `PROVENANCE`. A stroke has decided the pixels that it changed.
 *
 * @param labelMap as the data set has it
 */
export function provenancePlane(
  { given, scores, strokes }: ProjectFile,
  imageId: number,
  { width, height, data }: Layer,
): Uint8Array {
  const made = scores.madeWith(imageId);
  const isGiven = given.has(imageId) || made?.origin !== undefined;
  const proposed = isGiven ? 'given' : (made?.head ?? 0) > 0 ? 'learned' : 'proposed';
  const plane = new Uint8Array(width * height).fill(VALUE[proposed]);
  if (strokes.any(imageId)) {
    const by = strokes.deciders(imageId, width, height);
    const values = [VALUE[proposed], VALUE.brush, VALUE.click];
    for (let i = 0; i < plane.length; i++) plane[i] = values[by[i]!]!;
  }
  for (let i = 0; i < plane.length; i++) if (data[i] === VOID) plane[i] = VOID;
  return plane;
}

/** A provenance mask as a palette PNG. */
export function encodeProvenance(plane: Layer): Uint8Array {
  return encodeIndexPng(plane, PALETTE);
}
