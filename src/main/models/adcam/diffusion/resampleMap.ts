/** Free parameter of the cubic kernel, as in PyTorch's `interpolate(mode='bicubic')`. */
const CUBIC_A = -0.75;
const TAPS = 4;

/**
 * Takes the positive part of a class activation, samples it on the patch grid and adds it to `target`.
 *
 * Sampling is bicubic (Keys 1981; half-pixel centres, edges clamped). Taking the positive part first, and cubic
 * rather than linear sampling, were measured to give better proposals at one scale: see ARCHITECTURE.md.
 *
 * @param target `[C, grid, grid]`, changed in place
 * @param source `[C, height, width]`
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
  const rows = Array.from({ length: grid }, (_, y) => cubicTaps(y, grid, height));
  const columns = Array.from({ length: grid }, (_, x) => cubicTaps(mirrored ? grid - 1 - x : x, grid, width));
  for (let c = 0; c < classes; c++) {
    for (let y = 0; y < grid; y++) {
      for (let x = 0; x < grid; x++) {
        let sum = 0;
        for (let i = 0; i < TAPS; i++) {
          const row = (c * height + rows[y]!.at[i]!) * width;
          let along = 0;
          for (let k = 0; k < TAPS; k++) {
            along += Math.max(0, source[row + columns[x]!.at[k]!]!) * columns[x]!.weight[k]!;
          }
          sum += along * rows[y]!.weight[i]!;
        }
        target[(c * grid + y) * grid + x]! += sum;
      }
    }
  }
}

/** The four neighbours of a position and their weights. */
function cubicTaps(index: number, from: number, to: number): { at: number[]; weight: number[] } {
  const position = ((index + 0.5) * to) / from - 0.5;
  const base = Math.floor(position);
  const share = position - base;
  const offsets = [-1, 0, 1, 2];
  return {
    at: offsets.map((offset) => Math.min(to - 1, Math.max(0, base + offset))),
    weight: offsets.map((offset) => cubic(Math.abs(share - offset))),
  };
}

function cubic(distance: number): number {
  const a = CUBIC_A;
  if (distance <= 1) return ((a + 2) * distance - (a + 3)) * distance * distance + 1;
  if (distance < 2) return ((a * distance - 5 * a) * distance + 8 * a) * distance - 4 * a;
  return 0;
}
