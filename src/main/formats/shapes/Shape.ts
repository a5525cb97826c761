import type { Counts } from '../coco/rle.ts';
import type { Ring } from '../geometry/Ring.ts';

/** Where a shape lies (functions throw `BadShape`), in pixels of its image; pixel (column, row) covers [column, column + 1) x [row, row + 1). */
export type Area =
  /** The union of parts, each filled by the even-odd rule over its rings. */
  | { kind: 'rings'; parts: readonly (readonly Ring[])[] }
  /** Runs down the columns of the whole image, as COCO has them; read when they are painted, as pixels are: they may take much memory. */
  | { kind: 'counts'; counts: () => Counts }
  /** A rectangle of pixels that may lie partly beside the image: `inside` is `uint8[height, width]`, and not 0 where the shape is. */
  | { kind: 'pixels'; x: number; y: number; width: number; height: number; inside: () => Uint8Array }
  /** Nobody has said: a box, a line or a point, which tells what is in the image and no label of a pixel. */
  | { kind: 'unknown' };

/** A region of one class as a file of another tool has it. */
export interface Shape {
  /** Its class as the file calls it. */
  className: string;
  area: Area;
  /** What it is called in a list of losses, in the plural: "polygons". */
  what: string;
  /** Many objects in one region, none of which can be told from the others: void. */
  isCrowd?: boolean;
  /** Shapes of one object have the same; without one a shape is an object of its own. */
  object?: string | number;
}

/** What a file says of one image. */
export interface ImageShapes {
  /** From the one that lies lowest to the one on top. */
  shapes: Shape[];
  /** The image's size as the file states it. */
  size?: { width: number; height: number } | undefined;
}
