import { expect, it } from 'vitest';
import { expectVocNames } from './vocNames.ts';

it('all names that VOC cannot hold are named at once, half characters and twins too', () => {
  const names = ['cat', 'half \ud83d', 'cat', 'a:b', ' edge', '\u{1f408}'];
  expect(() => expectVocNames(names.map((name) => ({ name })))).toThrow(
    '"half \\ud83d" has half a character (an unpaired surrogate); "cat" is the name of two classes; ' +
      '"a:b" has a colon, which parts columns there; " edge" begins or ends with a space',
  );
  expect(() => expectVocNames([{ name: 'cat' }, { name: '\u{1f408}' }])).not.toThrow();
});
