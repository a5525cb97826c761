import { expect, it } from 'vitest';
import { mask, pictureOf } from '../../../../testing/maskMatchers.ts';
import { bestThresholds } from './bestThresholds.ts';
import { clickFigures } from './clickFigures.ts';
import { nextClick } from './nextClick.ts';
import { objectIou } from './objectIou.ts';
import { playClicks } from './playClicks.ts';
import { trueObjects } from './trueObjects.ts';

it('an object is a region of one class; what another one of its class is nearer to does not count, nor does void', () => {
  const { width, height, data } = mask('1100011/1100011/vv00022');
  const objects = trueObjects(data, width, height);
  expect(objects.map(({ row, pixels }) => [row, pictureOf({ width, data: pixels })])).toEqual([
    [1, '1100222/1100222/2200222'],
    [1, '2222011/2222011/2222000'],
    [2, '0000000/0000000/2200011'],
  ]);
});

it('the next click is deepest in the largest wrong region, and says what that lacks', () => {
  const truth = mask('1111100/1111100/1111100/0000000').data;
  const size = { width: 7, height: 4 };
  expect(nextClick(truth, mask('0000000/0000000/0000000/0000000').data, 1, size)).toMatchObject({
    ...{ y: 1, positive: true },
  });
  expect(nextClick(truth, mask('1111133/1111133/1111133/0000000').data, 3, size)).toMatchObject({
    positive: true,
  });
  expect(nextClick(truth, mask('1111111/1111111/1111111/1000000').data, 1, size)).toEqual({
    x: 5,
    y: 0,
    positive: false,
  });
  expect(nextClick(truth, truth, 1, size)).toBeUndefined();
});

it('IoU leaves out what does not count', () => {
  expect(objectIou(mask('1102').data, mask('1011').data, 1)).toBeCloseTo(1 / 3);
});

it('an annotator clicks until it is good, and what is worse after the first click is told', async () => {
  const truth = mask('11110000').data;
  const size = { width: 8, height: 1 };
  const answers = ['00000000', '11100000', '11110000'];
  const ious = await playClicks(truth, mask('11000000').data, 1, size, async (clicks) => ({
    ...{ ...size, changed: new Uint8Array(8).fill(1), others: new Uint8Array(8) },
    after: Int8Array.from(mask(answers[clicks.length - 1]!).data, (value) => (value === 1 ? 16 : -16)),
  }));
  expect(ious).toEqual([0.5, 0, 0.75, 1]);
  const figures = clickFigures([ious, [0.9]]);
  expect(figures).toMatchObject({ noc85: 1.5, noc90: 1.5, failures: 0, worseAfterFirst: 0.5, objects: 2 });
  expect(figures.iou).toEqual([0.7, 0.45, 0.825, 0.95, 0.95, 0.95]);
  expect(clickFigures([[0.2, 0.3]])).toMatchObject({ noc85: 20, noc90: 20, failures: 1, failures90: 1 });
});

it('the best threshold parts a class from what is not of it; one that the mask does not show keeps its own', () => {
  const maps = { values: [0.9, 0.7, 0.4, 0.1, 0.9, 0.7, 0.4, 0.1], classes: 2, grid: 2 };
  const thresholds = bestThresholds(maps, mask('11/00').data, { width: 2, height: 2 }, [1, 2], [0.5, 0.35]);
  expect(thresholds[0]).toBeGreaterThan(0.4);
  expect(thresholds[0]).toBeLessThanOrEqual(0.7);
  expect(thresholds[1]).toBe(0.35);
});
