import { expect, it } from 'vitest';
import { windowPlace } from './windowPlace.ts';

const LEFT = { x: 0, y: 0, width: 1600, height: 1000 };
const RIGHT = { x: 1600, y: 0, width: 1920, height: 1080 };
const kept = { x: 1700, y: 50, width: 1400, height: 900, maximised: false };
const place = { x: 1700, y: 50, width: 1400, height: 900 };

it('a window is where it was', () => {
  expect(windowPlace(kept, [LEFT, RIGHT])).toEqual(place);
});

it('a window whose screen has gone keeps its size', () => {
  expect(windowPlace(kept, [LEFT])).toEqual({ width: 1400, height: 900 });
  expect(windowPlace({ ...kept, width: 1900 }, [LEFT])).toEqual({ width: 1600, height: 900 });
});

it('a window whose bar is above all screens is put back onto one', () => {
  expect(windowPlace({ ...kept, x: 100, y: -60 }, [LEFT])).toEqual({ width: 1400, height: 900 });
});

it('a first window has the usual place', () => {
  expect(windowPlace(undefined, [LEFT])).toEqual({});
});
