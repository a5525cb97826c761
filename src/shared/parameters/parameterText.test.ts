import { expect, it } from 'vitest';
import { formatLayers, parseLayers, parseScales } from './parameterText.ts';

it('layers are written as runs and read again', () => {
  expect(formatLayers([3, 4, 5, 9])).toBe('3-5, 9');
  expect(parseLayers('3-5, 9', 12)).toEqual([3, 4, 5, 9]);
  expect(parseLayers(' ALL ', 12)).toBe('all');
});

it.each(['', '12', '5-3', 'x', '1,,2', '-1'])('“%s” names no layers of twelve', (text) => {
  expect(parseLayers(text, 12)).toBeUndefined();
});

it('scales are numbers in their range', () => {
  expect(parseScales('0.5, 1,2')).toEqual([0.5, 1, 2]);
  for (const text of ['', '0.1', '5', '1,x']) expect(parseScales(text)).toBeUndefined();
});
