/**
 * Scores of AD-CAM and of a taught head as one: `(1 - a) AD-CAM + a q`; of a class that the pack does not know `q` alone.
 *
 * @param adcam `[K, N]` in [0, 1], of the tags that the pack knows: the first K
 * @param taught `[C, N]` in [0, 1], of all tags
 * @param weights a of each of the K
 * @returns `[C, N]` in [0, 1]
 */
export function mixScores(
  adcam: Float32Array,
  taught: Float32Array,
  n: number,
  weights: readonly number[],
): Float32Array {
  const mixed = Float32Array.from(taught);
  for (let i = 0; i < adcam.length; i++) {
    const a = weights[Math.floor(i / n)]!;
    mixed[i] = (1 - a) * adcam[i]! + a * taught[i]!;
  }
  return mixed;
}

/**
 * How much a taught head and AD-CAM are at odds about an image, in [0, 1]: one less the intersection over union of what AD-CAM's
 * scores say at a threshold and what the head holds for likelier than not, averaged over the classes that both know; undefined
 * where there is none.
 */
export function dispute(
  adcam: Float32Array,
  taught: Float32Array,
  n: number,
  threshold: number,
): number | undefined {
  const classes = adcam.length / n;
  if (classes === 0) return undefined;
  let total = 0;
  for (let c = 0; c < classes; c++) {
    let [both, either] = [0, 0];
    for (let i = c * n; i < (c + 1) * n; i++) {
      const [one, other] = [adcam[i]! >= threshold, taught[i]! >= 0.5];
      if (one && other) both += 1;
      if (one || other) either += 1;
    }
    total += either === 0 ? 0 : 1 - both / either;
  }
  return total / classes;
}
