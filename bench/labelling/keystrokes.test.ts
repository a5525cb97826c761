import { expect, it } from 'vitest';
import { secondsOf } from './keystrokes.ts';

it('a click, a corner or a stroke that goes nowhere is a second', () => {
  expect(secondsOf({ presses: 0, diameters: 0 })).toBe(0);
  expect(secondsOf({ presses: 1, diameters: 0 })).toBe(1);
  expect(secondsOf({ presses: 14, diameters: 0 })).toBe(14);
});

it('a stroke takes longer by what it goes, and less so with a wider brush', () => {
  expect(secondsOf({ presses: 1, diameters: 10 })).toBeCloseTo(2.5, 12);
  const way = 120;
  const [thin, wide] = [4, 24].map((diameter) => secondsOf({ presses: 1, diameters: way / diameter }));
  expect(thin).toBeCloseTo(5.5, 12);
  expect(wide).toBeCloseTo(1.75, 12);
});
