import type { RgbImage } from './RgbImage.ts';

/** How a network wants its pixels: `(x / 255 - mean) / std` per channel. */
export interface Normalisation {
  mean: readonly [number, number, number];
  std: readonly [number, number, number];
}

/**
 * Squashes a photograph to `size` x `size` and normalises it: float32 `[3, size, size]`, planes R, G, B, sampled as
 * `resampleRgb` does.
 */
export function resampleToTensor(image: RgbImage, size: number, { mean, std }: Normalisation): Float32Array {
  const planes = new Float32Array(3 * size * size);
  const scale = std.map((value) => 1 / (255 * value));
  const offset = std.map((value, channel) => -mean[channel]! / value);
  forEachResampledRow(image, size, size, (y, line) => {
    for (let channel = 0; channel < 3; channel++) {
      const target = (channel * size + y) * size;
      for (let x = 0; x < size; x++)
        planes[target + x] = line[x * 3 + channel]! * scale[channel]! + offset[channel]!;
    }
  });
  return planes;
}

/**
 * A photograph at another size: float32 `[height, width, 3]` in 0..255.
 *
 * Bilinear with antialiasing: the triangle filter is widened by the reduction factor when shrinking, half-pixel
 * centres, edges clamped by renormalising the weights (the rule of Pillow's BILINEAR).
 */
export function resampleRgb(image: RgbImage, width: number, height: number): Float32Array {
  const pixels = new Float32Array(height * width * 3);
  forEachResampledRow(image, width, height, (y, line) => pixels.set(line, y * width * 3));
  return pixels;
}

/** @param onRow gets y and `[width, 3]`; the array is used again for the next row */
function forEachResampledRow(
  image: RgbImage,
  width: number,
  height: number,
  onRow: (y: number, line: Float32Array) => void,
): void {
  const across = triangleWeights(image.width, width);
  const down = triangleWeights(image.height, height);
  const rows = squashRows(image, width, across);
  const stride = width * 3;
  const line = new Float32Array(stride);
  for (let y = 0; y < height; y++) {
    line.fill(0);
    for (let tap = 0; tap < down.taps[y]!; tap++) {
      const weight = down.weights[y * down.width + tap]!;
      const source = (down.start[y]! + tap) * stride;
      for (let i = 0; i < stride; i++) line[i]! += rows[source + i]! * weight;
    }
    onRow(y, line);
  }
}

/** Mirrors planes `[3, size, size]` left to right. */
export function mirror(planes: Float32Array, size: number): Float32Array {
  const mirrored = new Float32Array(planes.length);
  for (let row = 0; row < planes.length; row += size) {
    for (let x = 0; x < size; x++) mirrored[row + x] = planes[row + size - 1 - x]!;
  }
  return mirrored;
}

interface Taps {
  start: Int32Array;
  taps: Int32Array;
  weights: Float32Array;
  /** Weights per output position. */
  width: number;
}

function triangleWeights(from: number, to: number): Taps {
  const ratio = from / to;
  const support = Math.max(1, ratio);
  const width = Math.ceil(support) * 2 + 1;
  const taps: Taps = {
    start: new Int32Array(to),
    taps: new Int32Array(to),
    weights: new Float32Array(to * width),
    width,
  };
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * ratio;
    const start = Math.max(0, Math.floor(centre - support + 0.5));
    const end = Math.min(from, Math.floor(centre + support + 0.5));
    let total = 0;
    for (let at = start; at < end; at++) total += Math.max(0, 1 - Math.abs((at + 0.5 - centre) / support));
    for (let at = start; at < end; at++) {
      taps.weights[i * width + at - start] = Math.max(0, 1 - Math.abs((at + 0.5 - centre) / support)) / total;
    }
    taps.start[i] = start;
    taps.taps[i] = end - start;
  }
  return taps;
}

/** `float32[height, size, 3]` */
function squashRows({ width, height, data }: RgbImage, size: number, across: Taps): Float32Array {
  const rows = new Float32Array(height * size * 3);
  const { start, taps, weights, width: perPosition } = across;
  for (let y = 0; y < height; y++) {
    const line = y * width * 3;
    let target = y * size * 3;
    for (let x = 0; x < size; x++, target += 3) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let source = line + start[x]! * 3;
      const first = x * perPosition;
      const end = first + taps[x]!;
      for (let tap = first; tap < end; tap++, source += 3) {
        const weight = weights[tap]!;
        red += data[source]! * weight;
        green += data[source + 1]! * weight;
        blue += data[source + 2]! * weight;
      }
      rows[target] = red;
      rows[target + 1] = green;
      rows[target + 2] = blue;
    }
  }
  return rows;
}
