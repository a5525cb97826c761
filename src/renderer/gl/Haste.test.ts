import { expect, it } from 'vitest';
import { Haste } from './Haste.ts';

it('draws coarsely what is dragged, and finely what changes once, or no more', () => {
  const haste = new Haste();
  expect(haste.coarsenessOf([0.5, 0.5], 0)).toBe(1);
  expect(haste.coarsenessOf([0.6, 0.5], 1000)).toBe(1);
  expect(haste.coarsenessOf([0.61, 0.5], 1030)).toBe(2);
  expect(haste.coarsenessOf([0.61, 0.5], 1060)).toBe(1);
  expect(haste.coarsenessOf([0.62, 0.5], 1090)).toBe(2);
  expect(haste.coarsenessOf([0.63, 0.5], 1600)).toBe(1);
});
