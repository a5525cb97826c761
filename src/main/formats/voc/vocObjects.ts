/**
 * What an annotation lists, kept of every image until it is read back: for each object its label, and xmin, ymin, xmax and ymax of its box, 1-based and inclusive,
 * `int32[objects, 5]`.
 */
export interface VocObjects {
  objects: Int32Array;
}

/** Numbers of one object. */
export const BOX = 5;
/** Behind the label, in their order. */
export const SIDES = ['xmin', 'ymin', 'xmax', 'ymax'] as const;
