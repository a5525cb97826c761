import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { CorrectionBase } from '../CorrectionBase.ts';
import { middleOfChange } from './middleOfChange.ts';
import { shownAfter } from './shownAfter.ts';
import { FIELD_ITSELF, mostWorth, worthOfAnswer } from './worthOfAnswer.ts';

it('a click in the middle of what changes is told from one at its rim, and from one beside it', () => {
  const size = { width: 9, height: 5 };
  const before = mask('000000000/000000000/000000000/000000000/000000000').data;
  const after = mask('111110000/111110000/111110011/111110011/111110011').data;
  expect(middleOfChange(before, after, size, { x: 2, y: 2 })).toBe(1);
  expect(middleOfChange(before, after, size, { x: 0, y: 2 })).toBeCloseTo(1 / 3);
  expect(middleOfChange(before, after, size, { x: 6, y: 0 })).toBe(0);
});

it('what is shown after a correction is told on the cells of the base, whatever cells the correction has', () => {
  const { width, height, data } = mask('1100/1100/0000/0000');
  const base = new CorrectionBase({ width, height, labels: data, decided: undefined, scores: undefined });
  const correction = {
    ...{ width: 2, height: 2, after: Int8Array.from([-9, 9, 9, 9]), others: new Uint8Array(4) },
    changed: Uint8Array.from([1, 1, 0, 0]),
  };
  expect({ width, height, data: shownAfter(correction, base, 1) }).toMatchMask('0011/0011/0000/0000');
});

it('an answer with the click in its middle goes before one that the model is a little surer of', () => {
  const common = { agreement: 0.8, missed: 0, asked: 'guided' } as const;
  const centred = worthOfAnswer({ ...common, score: 0.85, inMiddle: 0.9 }, 1);
  expect(centred).toBeGreaterThan(worthOfAnswer({ ...common, score: 0.95, inMiddle: 0.5 }, 1));
  expect(centred).toBeGreaterThan(worthOfAnswer({ ...FIELD_ITSELF, asked: 'field', inMiddle: 0.9 }, 1));
  expect(centred).toBeGreaterThan(worthOfAnswer({ ...common, score: 0.95, inMiddle: 0.9, missed: 1 }, 1));
});

it('no answer that goes by a proposal is worth more than the most', () => {
  const perfect = { score: 1.2, agreement: 1, missed: 0, inMiddle: 1 };
  for (const clicks of [1, 2, 3, 9]) {
    const worths = (['field', 'guided', 'places'] as const).map((asked) =>
      worthOfAnswer({ ...perfect, asked }, clicks),
    );
    expect(Math.max(...worths)).toBeCloseTo(mostWorth(clicks));
  }
});
