import { expect, it } from 'vitest';
import { seededRandom } from '../../../../../testing/random.ts';
import { DEFAULT_PARAMETERS } from '../../../../shared/parameters/proposalParameters.ts';
import { normaliseRows, similarity } from '../diffusion/reference.ts';
import type { KeptAttention } from './KeptAttention.ts';
import { likenessOf } from './likenessOf.ts';

it('a place in the middle of a patch is as alike to others as its patch, one between two patches in between', async () => {
  const [grid, n] = [3, 9];
  const random = seededRandom(11);
  const attention = normaliseRows(Float32Array.from({ length: n * n }, random), n);
  const kept: Pick<KeptAttention, 'grid' | 'roots'> = { grid, roots: async () => attention.map(Math.sqrt) };
  const { rows } = await likenessOf(kept, {
    ...{ image: 'any', parameters: DEFAULT_PARAMETERS },
    places: [
      { x: 0.5, y: 0.5 },
      { x: 1 / 3, y: 0.5 },
    ],
  });
  const slow = similarity(attention, n);
  for (let j = 0; j < n; j++) {
    expect(rows[j]).toBeCloseTo(slow[4 * n + j]!, 2);
    expect(rows[n + j]).toBeCloseTo((slow[3 * n + j]! + slow[4 * n + j]!) / 2, 2);
  }
});
