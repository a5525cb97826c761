/** A stack of score maps on a patch grid: `values` is `[C, rows, grid]`. */
export interface ScoreMaps {
  values: ArrayLike<number>;
  classes: number;
  /** How many columns. */
  grid: number;
  /** As many as columns where missing. */
  rows?: number;
}

/**
 * The score field, row by row: score maps sampled bilinearly at image resolution (half-pixel centres, edges
 * clamped), without ever holding the whole field.
 *
 * @param onRow gets y and `[C, width]`; the array is used again for the next row
 */
export function forEachFieldRow(
  maps: ScoreMaps,
  width: number,
  height: number,
  onRow: (y: number, row: Float32Array) => void,
): void {
  const { values, classes, grid, rows: gridRows = grid } = maps;
  const columns = bilinearPositions(width, grid);
  const rows = bilinearPositions(height, gridRows);
  const blended = new Float32Array(grid);
  const field = new Float32Array(classes * width);
  for (let y = 0; y < height; y++) {
    const share = rows.share[y]!;
    for (let c = 0; c < classes; c++) {
      const upper = (c * gridRows + rows.low[y]!) * grid;
      const lower = (c * gridRows + rows.high[y]!) * grid;
      for (let i = 0; i < grid; i++) {
        const above = values[upper + i]!;
        blended[i] = above + (values[lower + i]! - above) * share;
      }
      const target = c * width;
      for (let x = 0; x < width; x++) {
        const left = blended[columns.low[x]!]!;
        field[target + x] = left + (blended[columns.high[x]!]! - left) * columns.share[x]!;
      }
    }
    onRow(y, field);
  }
}

/** Where a pixel falls between two neighbours on a grid: both, and the share of the second (float32). */
export function bilinearPosition(
  pixel: number,
  count: number,
  grid: number,
): { low: number; high: number; share: number } {
  const at = Math.min(grid - 1, Math.max(0, ((pixel + 0.5) * grid) / count - 0.5));
  const low = Math.floor(at);
  return { low, high: Math.min(grid - 1, low + 1), share: Math.fround(at - low) };
}

/** The same for each of `count` pixels. */
function bilinearPositions(
  count: number,
  grid: number,
): { low: Uint16Array; high: Uint16Array; share: Float32Array } {
  const low = new Uint16Array(count);
  const high = new Uint16Array(count);
  const share = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const position = bilinearPosition(i, count, grid);
    low[i] = position.low;
    high[i] = position.high;
    share[i] = position.share;
  }
  return { low, high, share };
}
