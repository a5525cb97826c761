/**
 * How much of each patch each label covers: a lesson's answers. Patches are the cells of a grid over the whole image; each pixel counts
 * for the cell that its centre lies in, as the networks see the image squashed to a square.
 *
 * @param values `uint8[height, width]`
 * @param labels that are looked for; pixels of others, void among them, count for nothing
 * @returns `[labels, grid * grid]`, shares of 255
 */
export function labelShares(
  values: Uint8Array,
  { width, height }: { width: number; height: number },
  grid: number,
  labels: readonly number[],
): Uint8Array {
  const n = grid * grid;
  const rowOf = new Int16Array(256).fill(-1);
  for (const [row, label] of labels.entries()) rowOf[label] = row;
  const columns = Uint16Array.from({ length: width }, (_, x) => Math.floor(((x + 0.5) * grid) / width));
  const counts = new Float64Array(labels.length * n);
  const pixels = new Float64Array(n);
  for (let y = 0; y < height; y++) {
    const first = Math.floor(((y + 0.5) * grid) / height) * grid;
    for (let x = 0; x < width; x++) {
      const cell = first + columns[x]!;
      pixels[cell]! += 1;
      const row = rowOf[values[y * width + x]!]!;
      if (row >= 0) counts[row * n + cell]! += 1;
    }
  }
  return Uint8Array.from(counts, (count, i) => {
    const all = pixels[i % n]!;
    return all === 0 ? 0 : Math.round((255 * count) / all);
  });
}
