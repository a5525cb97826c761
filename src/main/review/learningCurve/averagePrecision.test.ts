import { expect, it } from 'vitest';
import { averagePrecision } from './averagePrecision.ts';

const ranked = (text: string): { score: number; isWanted: boolean }[] =>
  [...text].map((letter, i) => ({ score: -i, isWanted: letter === '+' }));

it('is 1 where all that is looked for comes first, and less the later it comes', () => {
  expect(averagePrecision(ranked('++--'))).toBe(1);
  expect(averagePrecision(ranked('-+-+'))).toBe(0.5);
  expect(averagePrecision(ranked('---'))).toBeNaN();
});
