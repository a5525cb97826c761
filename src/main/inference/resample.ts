import type { RgbImage } from '../image/RgbImage.ts';

/** How a network wants its pixels: `(x / 255 - mean) / std` per channel. */
export interface Normalisation {
  mean: readonly [number, number, number];
  std: readonly [number, number, number];
}

/**
 * Squashes a photograph to `size` x `size` and normalises it: float32 `[3, size, size]`, planes R, G, B.
 *
 * Bilinear with antialiasing: the triangle filter is widened by the reduction factor when shrinking, half-pixel
 * centres, edges clamped by renormalising the weights (the rule of Pillow's BILINEAR).
 */
export function resampleToTensor(image: RgbImage, size: number, { mean, std }: Normalisation): Float32Array {
  const across = triangleWeights(image.width, size);
  const down = triangleWeights(image.height, size);
  const rows = squashRows(image, size, across);
  const planes = new Float32Array(3 * size * size);
  const stride = size * 3;
  for (let channel = 0; channel < 3; channel++) {
    const scale = 1 / (255 * std[channel]!);
    const offset = -mean[channel]! / std[channel]!;
    for (let y = 0; y < size; y++) {
      const start = down.start[y]!;
      const taps = down.taps[y]!;
      const target = (channel * size + y) * size;
      for (let x = 0; x < size; x++) {
        let sum = 0;
        let source = start * stride + x * 3 + channel;
        for (let tap = 0; tap < taps; tap++, source += stride)
          sum += rows[source]! * down.weights[y * down.width + tap]!;
        planes[target + x] = sum * scale + offset;
      }
    }
  }
  return planes;
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
function squashRows(image: RgbImage, size: number, across: Taps): Float32Array {
  const rows = new Float32Array(image.height * size * 3);
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < size; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let source = (y * image.width + across.start[x]!) * 3;
      const first = x * across.width;
      for (let tap = first; tap < first + across.taps[x]!; tap++, source += 3) {
        const weight = across.weights[tap]!;
        red += image.data[source]! * weight;
        green += image.data[source + 1]! * weight;
        blue += image.data[source + 2]! * weight;
      }
      const target = (y * size + x) * 3;
      rows[target] = red;
      rows[target + 1] = green;
      rows[target + 2] = blue;
    }
  }
  return rows;
}
