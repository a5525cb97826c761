import { labPixels } from './labPixels.ts';

/** What a step costs beside the difference of colours, of 100 in CIELAB. */
const STEP = 0.01;
/** Passes over the picture, forth and back; a path that turns more often is found longer than it is. */
const PASSES = 2;

/**
 * How far pixels are from a place along paths through the picture: a step costs what colours differ by in CIELAB, of 100, and a
 * little for its length. Raster scans to and fro (Toivanen, "New geodesic distance transforms for gray-scale images", 1996).
 */
export class ColourPaths {
  private readonly width: number;
  private readonly height: number;
  /** Cost of the step to the right, down, down and right, down and left; 0 where there is no such pixel. */
  private readonly right: Float32Array;
  private readonly down: Float32Array;
  private readonly downRight: Float32Array;
  private readonly downLeft: Float32Array;

  /** @param rgb `[height, width, 3]` in 0..255 */
  constructor(rgb: Float32Array, { width, height }: { width: number; height: number }) {
    this.width = width;
    this.height = height;
    const lab = labPixels(rgb);
    const steps = (dx: number, dy: number): Float32Array => {
      const costs = new Float32Array(width * height);
      const length = STEP * Math.hypot(dx, dy);
      for (let y = 0; y < height - dy; y++)
        for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++) {
          const [a, b] = [3 * (y * width + x), 3 * ((y + dy) * width + x + dx)];
          const difference = Math.hypot(
            lab[a]! - lab[b]!,
            lab[a + 1]! - lab[b + 1]!,
            lab[a + 2]! - lab[b + 2]!,
          );
          costs[y * width + x] = difference / 100 + length;
        }
      return costs;
    };
    this.right = steps(1, 0);
    this.down = steps(0, 1);
    this.downRight = steps(1, 1);
    this.downLeft = steps(-1, 1);
  }

  /** Lengths of the shortest paths from a pixel, `float32[height, width]`. */
  from(place: { x: number; y: number }): Float32Array {
    const { width, height } = this;
    const lengths = new Float32Array(width * height).fill(Infinity);
    lengths[place.y * width + place.x] = 0;
    for (let pass = 0; pass < PASSES; pass++) {
      this.forth(lengths);
      this.back(lengths);
    }
    return lengths;
  }

  private forth(lengths: Float32Array): void {
    const { width, height, right, down, downRight, downLeft } = this;
    for (let y = 0, i = 0; y < height; y++)
      for (let x = 0; x < width; x++, i++) {
        let least = lengths[i]!;
        if (x > 0) least = Math.min(least, lengths[i - 1]! + right[i - 1]!);
        if (y > 0) {
          const above = i - width;
          least = Math.min(least, lengths[above]! + down[above]!);
          if (x > 0) least = Math.min(least, lengths[above - 1]! + downRight[above - 1]!);
          if (x + 1 < width) least = Math.min(least, lengths[above + 1]! + downLeft[above + 1]!);
        }
        lengths[i] = least;
      }
  }

  private back(lengths: Float32Array): void {
    const { width, height, right, down, downRight, downLeft } = this;
    for (let y = height - 1, i = width * height - 1; y >= 0; y--)
      for (let x = width - 1; x >= 0; x--, i--) {
        let least = lengths[i]!;
        if (x + 1 < width) least = Math.min(least, lengths[i + 1]! + right[i]!);
        if (y + 1 < height) {
          const below = i + width;
          least = Math.min(least, lengths[below]! + down[i]!);
          if (x > 0) least = Math.min(least, lengths[below - 1]! + downLeft[i]!);
          if (x + 1 < width) least = Math.min(least, lengths[below + 1]! + downRight[i]!);
        }
        lengths[i] = least;
      }
  }
}
