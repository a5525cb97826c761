/**
 * Samples a map bilinearly on another grid (half-pixel centres, edges clamped) and adds it to `target`.
 *
 * @param source `[C, height, width]`
 * @param target `[C, grid, grid]`, changed in place
 * @param mirrored whether the source was made from the mirrored image
 */
export function addResampled(
  target: Float32Array,
  grid: number,
  source: Float32Array,
  { height, width }: { height: number; width: number },
  mirrored: boolean,
): void {
  const classes = source.length / (height * width);
  for (let c = 0; c < classes; c++) {
    const map = c * height * width;
    for (let y = 0; y < grid; y++) {
      const row = position(y, grid, height);
      for (let x = 0; x < grid; x++) {
        const column = position(mirrored ? grid - 1 - x : x, grid, width);
        const top = map + row.low * width;
        const bottom = map + row.high * width;
        const upper = source[top + column.low]! * (1 - column.share) + source[top + column.high]! * column.share;
        const lower = source[bottom + column.low]! * (1 - column.share) + source[bottom + column.high]! * column.share;
        target[(c * grid + y) * grid + x]! += upper * (1 - row.share) + lower * row.share;
      }
    }
  }
}

function position(index: number, from: number, to: number): { low: number; high: number; share: number } {
  const at = Math.min(to - 1, Math.max(0, ((index + 0.5) * to) / from - 0.5));
  const low = Math.floor(at);
  return { low, high: Math.min(to - 1, low + 1), share: at - low };
}
