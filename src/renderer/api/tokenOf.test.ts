import { expect, it } from 'vitest';
import { tokenOf } from './tokenOf.ts';

it('a token is found in a link, or is the text itself', () => {
  expect(tokenOf(' http://127.0.0.1:4000/?token=a%2Bb \n')).toBe('a+b');
  expect(tokenOf(' a-token-of-somebody ')).toBe('a-token-of-somebody');
  expect(tokenOf('localhost')).toBe('localhost');
});
