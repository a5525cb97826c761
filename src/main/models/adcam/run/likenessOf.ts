import { bilinearPosition } from '../../../../shared/labels/scoreField.ts';
import type { LikenessRequest, LikenessResult } from '../jobs.ts';
import type { KeptAttention } from './KeptAttention.ts';

/** A patch grid read as if it had so many pixels a side, which places are rounded to. */
const PLACES = 4096;

/**
 * Rows of S, `S_ij = sum_k sqrt(A_ik A_jk)`, for places between patches, whose rows of roots are mixed bilinearly.
 *
 * @throws AppError as `KeptAttention.roots`
 */
export async function likenessOf(
  kept: Pick<KeptAttention, 'grid' | 'roots'>,
  { image, parameters, places }: LikenessRequest,
): Promise<LikenessResult> {
  const { grid } = kept;
  const n = grid ** 2;
  const roots = await kept.roots(image, parameters);
  const rows = new Float32Array(places.length * n);
  places.forEach((place, k) => rows.set(likenessAt(roots, grid, place), k * n));
  return { grid, rows };
}

function likenessAt(roots: Float32Array, grid: number, place: { x: number; y: number }): Float32Array {
  const n = grid ** 2;
  const [across, down] = [place.x, place.y].map((share) =>
    bilinearPosition(Math.min(PLACES - 1, Math.floor(share * PLACES)), PLACES, grid),
  ) as [ReturnType<typeof bilinearPosition>, ReturnType<typeof bilinearPosition>];
  const corners = [
    [down.low * grid + across.low, (1 - down.share) * (1 - across.share)],
    [down.low * grid + across.high, (1 - down.share) * across.share],
    [down.high * grid + across.low, down.share * (1 - across.share)],
    [down.high * grid + across.high, down.share * across.share],
  ] as const;
  const mixed = new Float32Array(n);
  for (const [patch, weight] of corners)
    if (weight > 0) for (let k = 0; k < n; k++) mixed[k]! += weight * roots[patch * n + k]!;
  const row = new Float32Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += mixed[k]! * roots[j * n + k]!;
    row[j] = Math.min(1, sum);
  }
  return row;
}
