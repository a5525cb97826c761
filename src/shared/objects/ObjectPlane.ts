import type { Layer } from '../labels/Layer.ts';
import type { Place } from './ObjectEdit.ts';

/** Objects while edits are applied: `ids` is `int32[height, width]`, 0 for background and void, else any number per object. */
export interface ObjectPlane {
  readonly layer: Layer;
  readonly ids: Int32Array;
  /** The next number that no object has. */
  nextId: number;
}

/** The pixel that a place lies in; undefined beside the image. */
export function pixelAt({ width, height }: Layer, { x, y }: Place): number | undefined {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const isInside = column >= 0 && row >= 0 && column < width && row < height;
  return isInside ? row * width + column : undefined;
}
