import { UNTOUCHED } from './labelCodes.ts';

/** A rectangle in image pixels. */
export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What people decided about an image: `uint8[height, width]`, 254 where nobody has. */
export interface Layer {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A layer that nobody has touched. */
export function emptyLayer(width: number, height: number): Layer {
  return { width, height, data: new Uint8Array(width * height).fill(UNTOUCHED) };
}

/** The part of a rectangle that lies on the layer, or undefined where none does. */
export function clip({ width, height }: Layer, area: Rectangle): Rectangle | undefined {
  const x = Math.max(0, area.x);
  const y = Math.max(0, area.y);
  const right = Math.min(width, area.x + area.width);
  const bottom = Math.min(height, area.y + area.height);
  return right > x && bottom > y ? { x, y, width: right - x, height: bottom - y } : undefined;
}

/** A copy of a rectangle. */
export function cut(layer: Layer, { x, y, width, height }: Rectangle): Uint8Array {
  const values = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = (y + row) * layer.width + x;
    values.set(layer.data.subarray(start, start + width), row * width);
  }
  return values;
}

/** Writes a rectangle of values. */
export function paste(layer: Layer, { x, y, width, height }: Rectangle, values: Uint8Array): void {
  for (let row = 0; row < height; row++)
    layer.data.set(values.subarray(row * width, (row + 1) * width), (y + row) * layer.width + x);
}

/** The smallest rectangle around both. */
export function union(a: Rectangle | undefined, b: Rectangle): Rectangle {
  if (!a) return b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    ...{ x, y },
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
