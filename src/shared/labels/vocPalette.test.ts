import { expect, it } from 'vitest';
import { VOC_PALETTE } from './vocPalette.ts';

it('has the colours that the VOC development kit documents', () => {
  expect(VOC_PALETTE).toHaveLength(256);
  expect(VOC_PALETTE[0]).toEqual([0, 0, 0]);
  expect(VOC_PALETTE[1]).toEqual([128, 0, 0]);
  expect(VOC_PALETTE[8]).toEqual([64, 0, 0]);
  expect(VOC_PALETTE[15]).toEqual([192, 128, 128]);
  expect(VOC_PALETTE[20]).toEqual([0, 64, 128]);
  expect(VOC_PALETTE[255]).toEqual([224, 224, 192]);
});

it('gives every label a colour of its own', () => {
  expect(new Set(VOC_PALETTE.map((colour) => colour.join())).size).toBe(256);
});
