import type { JudgedImage } from './JudgedImage.ts';

/** A label map of a patch grid, `uint8[grid, grid]`, at the size at which an image is judged. */
export function gridMap({ width, height }: JudgedImage, labels: Uint8Array, grid: number): Uint8Array {
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * grid) / height) * grid;
    for (let x = 0; x < width; x++)
      result[y * width + x] = labels[row + Math.floor(((x + 0.5) * grid) / width)]!;
  }
  return result;
}
