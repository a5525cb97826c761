import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { trueMask } from './TrueMask.ts';

it('parts the pixels of a mask into rings of 5, 10 and 20 px around its boundaries', () => {
  const { width, height, data } = mask(`${'0'.repeat(25)}${'1'.repeat(12)}`);
  const { rings, present } = trueMask(data, width, height);
  expect(present).toEqual([1]);
  expect(rings.join('')).toBe(`${'33333'}${'2222222222'}${'11111'}${'00000'}${'00000'}${'11111'}${'22'}`);
});
