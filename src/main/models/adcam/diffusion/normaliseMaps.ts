/**
 * ReLU, then each class divided by its maximum, in place: every map ends in [0, 1]. A class without positive
 * activation becomes all zeros.
 *
 * @param maps `[C, N]`
 * @param size N
 */
export function normaliseMaps(maps: Float32Array, size: number): Float32Array {
  for (let first = 0; first < maps.length; first += size) {
    let max = 0;
    for (let i = first; i < first + size; i++) max = Math.max(max, maps[i]!);
    for (let i = first; i < first + size; i++) maps[i] = max > 0 ? Math.max(0, maps[i]!) / max : 0;
  }
  return maps;
}
