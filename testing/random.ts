/** Seeded random numbers in [0, 1) (mulberry32), so that a failing test fails again. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function randomFloats(count: number, random: () => number): Float32Array {
  return Float32Array.from({ length: count }, random);
}

/** A random matrix `[n, n]` of which every row sums to 1, peaked like attention. */
export function randomAttention(n: number, random: () => number): Float32Array {
  const matrix = Float32Array.from({ length: n * n }, () => random() ** 4 + 1e-4);
  for (let row = 0; row < n; row++) {
    const values = matrix.subarray(row * n, (row + 1) * n);
    const sum = values.reduce((a, b) => a + b, 0);
    values.forEach((value, i) => (values[i] = value / sum));
  }
  return matrix;
}
