import { expect, it } from 'vitest';
import { randomFloats, seededRandom } from '../../../testing/random.ts';
import { applyHumanLayer } from './applyHumanLayer.ts';
import { composeProposal } from './composeProposal.ts';
import { UNTOUCHED, VOID } from './labelCodes.ts';
import { LabelSampler } from './LabelSampler.ts';

it('says of every pixel what the composed label map says, for random maps, thresholds and void widths', () => {
  const random = seededRandom(7);
  for (let round = 0; round < 20; round++) {
    const [width, height, grid] = [31 + round, 23, 5 + (round % 4)];
    const labels = [7, 3, 12].slice(0, 1 + (round % 3));
    const values = randomFloats(labels.length * grid * grid, random);
    const thresholds = labels.map(() => random());
    const voidHalfWidth = round % 2 === 0 ? 0 : random() * 0.2;
    const decided = Uint8Array.from({ length: width * height }, () =>
      random() < 0.8 ? UNTOUCHED : random() < 0.5 ? 3 : VOID,
    );
    const rule = { labels, thresholds, voidHalfWidth };
    const maps = { values, classes: labels.length, grid };
    const composed = applyHumanLayer(composeProposal(maps, width, height, rule), decided);
    const sampler = new LabelSampler({
      ...{ width, height, thresholds, voidHalfWidth, decided },
      scores: { grid, labels, values },
    });
    const sampled = composed.map((_, i) => sampler.at(i % width, Math.floor(i / width)));
    expect(sampled).toEqual(composed);
  }
});
