import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { CorrectionBase } from '../CorrectionBase.ts';
import { deepPoints } from './deepPoints.ts';
import { modelCorrection } from './modelCorrection.ts';

it('finds the deepest places of the region that is nearest to the click', () => {
  const { width, height, data } = mask(
    '0000000000000/0111110000000/0111110011100/0111110011100/0111110011100/0111110000000/0000000000000',
  );
  expect(deepPoints(data, { width, height }, { x: 2, y: 3 }, 1)).toEqual([{ x: 3, y: 3 }]);
  expect(deepPoints(data, { width, height }, { x: 12, y: 3 }, 3)).toEqual([{ x: 9, y: 3 }]);
  expect(deepPoints(new Uint8Array(4), { width: 2, height: 2 }, { x: 0, y: 0 }, 3)).toEqual([]);
});

it('a model that takes what was expected agrees, one that takes something else, or not the click, agrees less', () => {
  const { width, height, data } = mask('11110000/11110000/11110000/11110000');
  const base = new CorrectionBase({ width, height, labels: data, decided: undefined, scores: undefined });
  const logits = (picture: string): Float32Array =>
    Float32Array.from(mask(picture).data, (value) => (value === 1 ? 4 : -4));
  const expected = logits('11111100/11111100/11111100/11111100');
  const clicks = [{ x: 5.5 / 8, y: 0.5, positive: true }];
  const agreement = (picture: string): number =>
    modelCorrection({ width, height, logits: logits(picture) }, base, 1, expected, clicks).agreement;
  expect(agreement('11111100/11111100/11111100/11111100')).toBe(1);
  expect(agreement('11111111/11111111/11111111/11111111')).toBeCloseTo(0.75);
  expect(agreement('11110000/11110000/11110000/11110000')).toBeCloseTo((2 / 3) * 0.7);
});
