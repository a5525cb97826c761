/**
 * AD-CAM in plain loops, one function a step, as docs/design.md writes it. Slow and obvious: the ONNX graphs
 * that do the work are tested against it.
 *
 * `attention` is row-major `[N, N]` with rows that sum to 1; `maps` is `[C, N]`.
 */

/** `S_ij = sum_k sqrt(A_ik A_jk)`: the Bhattacharyya coefficient of two patches' attention, in [0, 1]. */
export function similarity(attention: Float32Array, n: number): Float32Array {
  const result = new Float32Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += Math.sqrt(attention[i * n + k]! * attention[j * n + k]!);
      result[i * n + j] = sum;
    }
  }
  return result;
}

/** `T = rownorm(A * S^gamma)`: attention kept where it stays within alike neighbourhoods. */
export function refine(attention: Float32Array, n: number, gamma: number): Float32Array {
  const alike = similarity(attention, n);
  return normaliseRows(
    attention.map((value, index) => value * alike[index]! ** gamma),
    n,
  );
}

/** Each row divided by its sum. */
export function normaliseRows(matrix: Float32Array, n: number): Float32Array {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < matrix.length; row += n) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += matrix[row + k]!;
    for (let k = 0; k < n; k++) result[row + k] = matrix[row + k]! / sum;
  }
  return result;
}

/** `M <- (1 - beta) M0 + beta M T^t` (gather) or `... + beta M T` (scatter), `steps` times. */
export function diffuse(
  maps: Float32Array,
  transition: Float32Array,
  n: number,
  { direction, beta, steps }: { direction: 'gather' | 'scatter'; beta: number; steps: number },
): Float32Array {
  let current = maps;
  for (let step = 0; step < steps; step++) {
    const next = new Float32Array(maps.length);
    for (let row = 0; row < maps.length; row += n) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) {
          sum += current[row + j]! * transition[direction === 'gather' ? i * n + j : j * n + i]!;
        }
        next[row + i] = (1 - beta) * maps[row + i]! + beta * sum;
      }
    }
    current = next;
  }
  return current;
}
