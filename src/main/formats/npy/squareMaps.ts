/** Of score maps that are kept: finer ones are made coarser, since they come from networks that see no more. */
const LARGEST_GRID = 128;

/**
 * Brings score maps onto a square grid that covers the whole image, as those of a proposal do: as many cells as the longer side has values, at
 * most 128. Axes are resampled one after the other, with half-pixel centres: linearly where there are more cells than values, else by the mean of what a
 * cell covers. Square maps that are small enough stay as they are.
 *
 * @param maps `[count, height, width]`
 * @returns `[count, grid, grid]`
 */
export function squareMaps({
  values,
  count,
  height,
  width,
}: {
  values: ArrayLike<number>;
  count: number;
  height: number;
  width: number;
}): { grid: number; values: Float32Array } {
  const grid = Math.min(LARGEST_GRID, Math.max(height, width));
  const across = weights(width, grid);
  const down = weights(height, grid);
  const result = new Float32Array(count * grid * grid);
  const rows = new Float64Array(height * grid);
  for (let c = 0; c < count; c++) {
    for (let y = 0; y < height; y++)
      for (let x = 0; x < grid; x++) {
        let sum = 0;
        for (const { at, share } of across[x]!) sum += values[(c * height + y) * width + at]! * share;
        rows[y * grid + x] = sum;
      }
    for (let y = 0; y < grid; y++)
      for (let x = 0; x < grid; x++) {
        let sum = 0;
        for (const { at, share } of down[y]!) sum += rows[at * grid + x]! * share;
        result[(c * grid + y) * grid + x] = sum;
      }
  }
  return { grid, values: result };
}

/** For each cell the values that it is made of, with shares that sum to 1. */
function weights(length: number, cells: number): { at: number; share: number }[][] {
  return Array.from({ length: cells }, (_, cell) =>
    length > cells ? covered(length, cells, cell) : between(length, cells, cell),
  );
}

function covered(length: number, cells: number, cell: number): { at: number; share: number }[] {
  const [start, end] = [(cell * length) / cells, ((cell + 1) * length) / cells];
  const parts: { at: number; share: number }[] = [];
  for (let at = Math.floor(start); at < Math.min(length, Math.ceil(end)); at++) {
    const share = (Math.min(end, at + 1) - Math.max(start, at)) / (end - start);
    if (share > 0) parts.push({ at, share });
  }
  return parts;
}

function between(length: number, cells: number, cell: number): { at: number; share: number }[] {
  const place = Math.min(length - 1, Math.max(0, ((cell + 0.5) * length) / cells - 0.5));
  const low = Math.floor(place);
  if (low === place) return [{ at: low, share: 1 }];
  return [
    { at: low, share: 1 - (place - low) },
    { at: low + 1, share: place - low },
  ];
}
