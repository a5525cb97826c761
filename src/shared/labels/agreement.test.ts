import { expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { agreementOf, differenceOf } from './agreement.ts';

it('is the IoU of each class, with void of the truth left out and void of what is shown missed', () => {
  const truth = mask('1111/22v0').data;
  expect(agreementOf(truth, truth)).toEqual({
    miou: 1,
    iou: [
      { label: 1, iou: 1 },
      { label: 2, iou: 1 },
    ],
  });
  // Of 1 three pixels are right and one is void, of 2 one is right and one missed; 3 is nowhere in truth.
  expect(agreementOf(truth, mask('111v/2033').data)).toEqual({
    miou: (3 / 4 + 1 / 2) / 2,
    iou: [
      { label: 1, iou: 3 / 4 },
      { label: 2, iou: 1 / 2 },
      { label: 3, iou: 0 },
    ],
  });
});

it('is unknown where the truth has no class', () => {
  expect(agreementOf(mask('00v').data, mask('010').data)).toEqual({
    miou: null,
    iou: [{ label: 1, iou: 0 }],
  });
});

it('tells what is missed, too much and confused apart', () => {
  expect([differenceOf(1, 0), differenceOf(1, 255), differenceOf(0, 255)]).toEqual([
    'missed',
    'missed',
    'missed',
  ]);
  expect([differenceOf(0, 2), differenceOf(1, 2)]).toEqual(['tooMuch', 'confused']);
  expect([differenceOf(1, 1), differenceOf(0, 0), differenceOf(255, 1)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
