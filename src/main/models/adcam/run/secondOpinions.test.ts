import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../../testing/temporaryFolder.ts';
import { makeTinyPack } from '../../../../../testing/tinyPack.ts';
import { DEFAULT_PARAMETERS } from '../../../../shared/parameters/proposalParameters.ts';
import { ImageLoader } from '../../../image/ImageLoader.ts';
import { openPackOf } from '../../pack/openPack.ts';
import { adcam } from '../adcam.ts';
import { nearestRegion } from './nearestRegion.ts';
import { prepareSessions } from './prepareSessions.ts';
import { proposeImage } from './proposeImage.ts';
import { secondOpinions } from './secondOpinions.ts';

it('patches go to the region that they are like, wherever they were put', () => {
  // Two channels: the first four patches are one thing, the others another; a third channel says nothing.
  const features = Float32Array.from([
    5, 5, 5, 5, 1, 1, 1, 1, 0, 0, 0, 0, 9, 9, 9, 9, 2, 2, 2, 2, 2, 2, 2, 2,
  ]);
  const shares = Uint8Array.from([255, 255, 255, 0, 0, 0, 0, 255]);
  expect([...nearestRegion(features, shares, 8)]).toEqual([1, 1, 1, 1, 0, 0, 0, 0]);
  expect([...nearestRegion(features, new Uint8Array(8), 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
});

it('second opinions are of the networks that propose', { timeout: 60_000 }, async () => {
  const pack = openPackOf(adcam, await makeTinyPack(temporaryFolder()));
  const sessions = await prepareSessions(pack)('cpu');
  const image = join(import.meta.dirname, '../../../../../testing/images/plain.png');
  const parameters = { ...DEFAULT_PARAMETERS, scales: [1], flip: false };
  const tags = [7, 14];
  const n = pack.manifest.vit.grid ** 2;
  const shares = new Uint8Array(n).fill(255, 0, n / 2);
  const opinions = await secondOpinions(sessions, new ImageLoader(), { image, tags, parameters, shares });
  const proposal = await proposeImage(sessions, new ImageLoader(), {
    ...{ image, parameters: { ...parameters, scales: [0.5, 1, 1.5] }, tags: { given: tags } },
    couplings: ['cam', 'adcam'],
  });
  expect(opinions.contentHash).toBe(proposal.contentHash);
  expectAlike(opinions.cam, proposal.scores.cam!);
  expect(opinions.sizes).toHaveLength(3 * 2 * n);
  const one = await proposeImage(sessions, new ImageLoader(), { image, parameters, tags: { given: tags } });
  expectAlike(opinions.sizes.subarray(2 * n, 4 * n), one.scores.adcam!);
  expect(opinions.mirrored).toHaveLength(2 * n);
  expect(opinions.spread).toHaveLength(n);
  expect(opinions.spread.every((value) => value >= -1e-6 && value <= 1 + 1e-5)).toBe(true);
  expect(opinions.byCnn).toHaveLength(n);
  const none = await secondOpinions(sessions, new ImageLoader(), {
    ...{ image, tags: [], parameters, shares: new Uint8Array(0) },
  });
  expect([none.cam, none.mirrored, none.sizes, none.spread].map((map) => map.length)).toEqual([0, 0, 0, 0]);
  await sessions.release();
});

function expectAlike(found: Float32Array, expected: Float32Array): void {
  expect(found).toHaveLength(expected.length);
  let most = 0;
  for (let i = 0; i < found.length; i++) most = Math.max(most, Math.abs(found[i]! - expected[i]!));
  expect(most).toBeLessThan(1e-4);
}
