import { expect, it } from 'vitest';
import { likelyTags } from './likelyTags.ts';

it('tags every class that is likely enough', () => {
  expect(likelyTags([0.9, 0.3, 0.5], { fromProbability: [0.5, 0.5, 0.5] })).toEqual([0, 2]);
  expect(likelyTags([0.1, 0.2], { fromProbability: [0.5, 0.5] })).toEqual([]);
});

it('tags the likeliest of those that may be tags where none is likely enough, and only there', () => {
  const fromProbability = [0.9, 0.5, Infinity];
  expect(likelyTags([0.3, 0.2, 0.8], { fromProbability, atLeastOne: true })).toEqual([0]);
  expect(likelyTags([0.6, 0.55, 0.8], { fromProbability, atLeastOne: true })).toEqual([1]);
  expect(likelyTags([0.3], { fromProbability: [Infinity], atLeastOne: true })).toEqual([]);
});
