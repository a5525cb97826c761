import type { Point } from '../../src/renderer/editor/View.ts';

/** `uint8[height, width]`, 1 for what belongs to it. */
export interface Region {
  width: number;
  height: number;
  data: Uint8Array;
}

/**
 * Squared distance of each pixel to the nearest one of a region; Infinity where it is empty. Felzenszwalb and Huttenlocher,
 * "Distance Transforms of Sampled Functions", 2012.
 */
export function squaredDistances({ width, height, data }: Region): Float64Array {
  const field = Float64Array.from(data, (inside) => (inside ? 0 : Infinity));
  const longest = Math.max(width, height);
  const line = new Float64Array(longest);
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) line[y] = field[y * width + x]!;
    const found = lowerEnvelope(line, height);
    for (let y = 0; y < height; y++) field[y * width + x] = found[y]!;
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) line[x] = field[y * width + x]!;
    field.set(lowerEnvelope(line, width), y * width);
  }
  return field;
}

function lowerEnvelope(values: Float64Array, length: number): Float64Array {
  const result = new Float64Array(length).fill(Infinity);
  const places: number[] = [];
  const starts: number[] = [];
  for (let q = 0; q < length; q++) {
    if (values[q] === Infinity) continue;
    let start = -Infinity;
    while (places.length > 0) {
      const p = places.at(-1)!;
      start = (values[q]! + q * q - (values[p]! + p * p)) / (2 * (q - p));
      if (start > starts.at(-1)!) break;
      places.pop();
      starts.pop();
      start = -Infinity;
    }
    places.push(q);
    starts.push(start);
  }
  for (let q = 0, at = 0; q < length && places.length > 0; q++) {
    while (at + 1 < places.length && starts[at + 1]! < q) at += 1;
    result[q] = (q - places[at]!) ** 2 + values[places[at]!]!;
  }
  return result;
}

/** The 8-connected parts of a region, the largest first, each as indices of its pixels. */
export function parts({ width, height, data }: Region): number[][] {
  const seen = new Uint8Array(data.length);
  const found: number[][] = [];
  for (let seed = 0; seed < data.length; seed++) {
    if (!data[seed] || seen[seed]) continue;
    const pixels = [seed];
    seen[seed] = 1;
    for (let next = 0; next < pixels.length; next++) {
      const [x, y] = [pixels[next]! % width, Math.floor(pixels[next]! / width)];
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const index = ny * width + nx;
          if (!data[index] || seen[index]) continue;
          seen[index] = 1;
          pixels.push(index);
        }
    }
    found.push(pixels);
  }
  return found.sort((a, b) => b.length - a.length);
}

/** The outer edge of a part, along the edges of its pixels, clockwise. */
export function outline(pixels: readonly number[], width: number): Point[] {
  const inside = new Set(pixels);
  const has = (x: number, y: number): boolean => x >= 0 && x < width && y >= 0 && inside.has(y * width + x);
  const first = Math.min(
    ...pixels.slice(0, 1),
    pixels.reduce((least, index) => Math.min(least, index)),
  );
  const start = { x: first % width, y: Math.floor(first / width) };
  const steps = [
    { x: 1, y: 0 },
    { x: 0, y: 1 },
    { x: -1, y: 0 },
    { x: 0, y: -1 },
  ];
  /** Pixels to the left and to the right of a step from a corner. */
  const beside = ({ x, y }: Point, way: number): [boolean, boolean] =>
    [
      [has(x, y - 1), has(x, y)],
      [has(x, y), has(x - 1, y)],
      [has(x - 1, y), has(x - 1, y - 1)],
      [has(x - 1, y - 1), has(x, y - 1)],
    ][way] as [boolean, boolean];
  const points: Point[] = [];
  let [at, way] = [start, 0];
  do {
    const [left, right] = beside(at, way);
    if (left) way = (way + 3) % 4;
    else if (!right) way = (way + 1) % 4;
    else {
      points.push(at);
      at = { x: at.x + steps[way]!.x, y: at.y + steps[way]!.y };
    }
  } while (at.x !== start.x || at.y !== start.y || points.length < 4);
  return points;
}

/** A closed line with fewer corners, none of the old ones further from it than `tolerance` (Douglas and Peucker, 1973). */
export function simplified(points: readonly Point[], tolerance: number): Point[] {
  if (points.length < 4) return [...points];
  const far = points.reduce(
    (best, point, i) => (away(points[0]!, point) > away(points[0]!, points[best]!) ? i : best),
    0,
  );
  return [
    ...between(points, 0, far, tolerance),
    ...between([...points, points[0]!], far, points.length, tolerance),
  ];
}

function away(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

/** The corners from the first on, without the last. */
function between(points: readonly Point[], first: number, last: number, tolerance: number): Point[] {
  const [a, b] = [points[first]!, points[last]!];
  const length = away(a, b) || 1;
  let [worst, distance] = [-1, tolerance];
  for (let i = first + 1; i < last; i++) {
    const { x, y } = points[i]!;
    const off = Math.abs((b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)) / length;
    if (off > distance) [worst, distance] = [i, off];
  }
  if (worst === -1) return [a];
  return [...between(points, first, worst, tolerance), ...between(points, worst, last, tolerance)];
}
