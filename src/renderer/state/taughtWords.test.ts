import { expect, it } from 'vitest';
import { taughtWords } from './taughtWords.ts';

const unknown = { name: 'ground', proposable: false, taught: false };
const learned = { label: 21, examples: 3, needed: 5, learns: true, taught: false };

it('a class that the pack does not know says how many examples it has, until it is proposed', () => {
  expect(taughtWords(unknown, learned)).toEqual({
    says: '3 of 5 examples',
    short: '3 of 5',
    why: 'The pack does not know ground. Accept images that show it: after 5 it is proposed.',
  });
  const enough = taughtWords(unknown, { ...learned, examples: 7 });
  expect(enough.says).toBe('5 of 5 examples');
  expect(enough.why).toContain('once that is learned');
  expect(taughtWords({ ...unknown, taught: true }, { ...learned, examples: 7 })).toEqual({
    says: '',
    why: 'ground is proposed from 7 examples.',
  });
});

it('it is painted only where nothing is learned, or not of this class', () => {
  expect(taughtWords(unknown, undefined)).toEqual({ says: 'painted only' });
  expect(taughtWords(unknown, { ...learned, learns: false })).toEqual({
    says: 'painted only',
    why: 'The pack does not know ground, and it does not learn.',
  });
});

it('a class that the pack knows says nothing', () => {
  expect(taughtWords({ name: 'cat', proposable: true, taught: true }, undefined)).toEqual({ says: '' });
});
