import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { findObjects } from '../../shared/objects/findObjects.ts';
import { deepestPoints } from './deepestPoints.ts';
import { edgePath } from './edgePath.ts';
import { objectRegion } from './objectRegion.ts';

const whole = ({ width, height }: { width: number; height: number }) => ({ x: 0, y: 0, width, height });

it('sides between what differs are lines along rows and columns, those of the image included', () => {
  const picture = mask('011/011/000');
  const isSet = (i: number): boolean => i >= 0 && picture.data[i] === 1;
  expect(edgePath(picture, whole(picture), (a, b) => isSet(a) !== isSet(b))).toBe('M1 0h2M1 2h2M1 0v2M3 0v2');
  expect(edgePath(picture, whole(picture), () => false)).toBe('');
});

it('a number stands where an object is broadest, and in the middle of what is as broad', () => {
  const picture = mask('0000000/1111110/0001110/0001110/0000000/2222222');
  expect(deepestPoints(picture, findObjects(picture, []))).toEqual([
    { x: 4.5, y: 2.5 },
    { x: 3.5, y: 5.5 },
  ]);
});

it('an object is all its pixels of one value, in one piece or not', () => {
  const picture = mask('1101/2001');
  const points: [{ x: number; y: number }, { x: number; y: number }] = [
    { x: 0, y: 0 },
    { x: 3, y: 0 },
  ];
  const found = findObjects(picture, [{ kind: 'join', points }]);
  const labelOf = (x: number, y: number): number => picture.data[y * picture.width + x]!;
  const region = objectRegion(picture, found, labelOf, { x: 0, y: 0 });
  expect(region).toMatchObject({ label: 1, x: 0, y: 0, width: 4, height: 2 });
  expect([...region.pixels]).toEqual([0, 1, 3, 7]);
  const only = objectRegion(picture, found, (x) => Number(x < 2), { x: 0, y: 0 });
  expect([...only.pixels]).toEqual([0, 1]);
});
