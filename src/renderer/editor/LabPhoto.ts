/**
 * A photograph as tools at edges look at it: smoothed, in CIELAB as bytes, `uint8[height, width, 3]`, each pixel 2 L, a + 128
 * and b + 128. That of a large image has fewer pixels than the image.
 */
export interface LabPhoto {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** Pixels of it per image pixel, across and down, in ]0, 1]. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Where an image pixel's bytes begin. */
export function labIndex({ width, scaleX, scaleY }: LabPhoto, x: number, y: number): number {
  return 3 * (Math.floor((y + 0.5) * scaleY) * width + Math.floor((x + 0.5) * scaleX));
}

/** Distance of two colours in Lab bytes (CIE76), squared; each begins at an index. */
export function labDistance2(a: ArrayLike<number>, atA: number, b: ArrayLike<number>, atB: number): number {
  const lightness = (a[atA]! - b[atB]!) / 2;
  const green = a[atA + 1]! - b[atB + 1]!;
  const blue = a[atA + 2]! - b[atB + 2]!;
  return lightness * lightness + green * green + blue * blue;
}

/** The side of the square of image pixels that one of its pixels stands for, at least 1. */
export function pixelSide({ scaleX, scaleY }: LabPhoto): number {
  return Math.max(1, Math.round(1 / Math.min(scaleX, scaleY)));
}
