import { expect, it } from 'vitest';
import type { TagHeadRequest } from '../jobs.ts';
import { correctedProbabilities, taughtProbabilities } from './pooledFeatures.ts';

const known = [
  { row: 1, weight: 0, threshold: 0.5 },
  { row: null, weight: 0, threshold: 0.5 },
  { row: 3, weight: 0, threshold: 0.5 },
];
const classifier = Float32Array.of(0.9, 0.2, 0.7);

it('a head corrects the classifier where it learned to, and speaks alone of classes that the pack does not know', () => {
  const kinds = ['none', 'corrects', 'alone', 'none'] as const;
  const weights = Float32Array.of(...[0, 0], ...[-2, 0], ...[0, 1], ...[0, -30]);
  const said = taughtProbabilities({ known }, { weights, kinds: [...kinds] }, classifier, Float32Array.of(1));
  expect(said[1]).toBeCloseTo(9 / (9 + Math.exp(2)), 5);
  expect(said[2]).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
  // Of the class that it has learned nothing of, the classifier's word stays.
  expect([...correctedProbabilities({ known }, classifier, said)]).toEqual([
    said[1],
    classifier[1],
    classifier[2],
  ]);
});

it('what was learned while the pack did not know a class is no correction of what it says now', () => {
  const tags = {
    weights: new Float32Array(8),
    kinds: ['none', 'alone', 'corrects', 'none'] as TagHeadRequest['kinds'],
  };
  const said = taughtProbabilities({ known }, tags, classifier, Float32Array.of(1));
  expect([said[1], said[2]]).toEqual([NaN, NaN]);
});

it('a head of other networks is refused in words', () => {
  const ask = (): unknown =>
    taughtProbabilities(
      { known },
      { weights: new Float32Array(8), kinds: ['none'] },
      classifier,
      new Float32Array(4),
    );
  expect(ask).toThrow('does not fit the networks of this pack');
});
