/** Where a photograph lies in the square that a model sees: at its top left, `width` x `height` of `size` x `size` pixels. */
export interface ImageFrame {
  size: number;
  width: number;
  height: number;
  /** Size of the photograph itself, in its pixels. */
  imageWidth: number;
  imageHeight: number;
}

/**
 * Fits a photograph into a square: squashed to fill it, or with its long side as long as the square's (rounded as in
 * segment-anything's `ResizeLongestSide`).
 */
export function imageFrame(
  fit: 'pad' | 'squash',
  size: number,
  { width, height }: { width: number; height: number },
): ImageFrame {
  const scale = size / Math.max(width, height);
  const fitted = (edge: number): number =>
    fit === 'squash' ? size : Math.max(1, Math.floor(edge * scale + 0.5));
  return { size, width: fitted(width), height: fitted(height), imageWidth: width, imageHeight: height };
}

/**
 * A point of the photograph, the centre of its first pixel at 0.5, as an index of the square's pixels, the first one's
 * centre at 0.
 */
export function toFrame(frame: ImageFrame, x: number, y: number): [number, number] {
  return [(x * frame.width) / frame.imageWidth - 0.5, (y * frame.height) / frame.imageHeight - 0.5];
}
