import { expect, it } from 'vitest';
import { readingOptions } from './readingOptions.ts';

it('reads the order of classes and what they are called elsewhere', () => {
  expect(readingOptions({})).toEqual({ order: undefined, renames: undefined });
  expect(readingOptions({ order: 'later', rename: 'Katze=cat' })).toEqual({
    order: 'later',
    renames: { Katze: 'cat' },
  });
  expect(readingOptions({ order: 'cat, dog', rename: ['a=b=cat', 'x=void'] })).toEqual({
    order: ['cat', 'dog'],
    renames: { 'a=b': 'cat', x: 'void' },
  });
});

it('refuses a renaming of nothing, or to nothing', () => {
  for (const rename of ['cat', '=cat', 'cat='])
    expect(() => readingOptions({ rename })).toThrow('--rename takes FROM=TO');
});
