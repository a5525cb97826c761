import { expect, it } from 'vitest';
import { mask } from '../../../../testing/maskMatchers.ts';
import { LabelMapTally } from './LabelMapTally.ts';
import { trueMask } from './TrueMask.ts';

const NAMES = ['background', 'cat', 'dog'];
const truthOf = (picture: string): ReturnType<typeof trueMask> => {
  const { width, height, data } = mask(picture);
  return trueMask(data, width, height);
};

it('means the classes of an image within the image: what is predicted anywhere counts, void is a miss, void of the truth does not count', () => {
  const tally = new LabelMapTally(NAMES);
  // Cat: 2 of 4 are hit, 1 is beyond it. Dog: 1 of 2. 3 is void, as a prediction.
  const figures = tally.add(truthOf('1111/22v0/0000'), mask('1130/2011/0010').data);
  expect(figures.iou).toEqual({ cat: 2 / 6, dog: 1 / 2 });
  expect(figures.miou).toBeCloseTo((2 / 6 + 1 / 2) / 2);
  expect(figures.wrong.edge).toBe(5);
  const { imgIoU, perClass, errors } = tally.result([1, 1, 1]);
  expect(imgIoU).toBe(figures.miou);
  expect(perClass.map(({ images }) => images)).toEqual([1, 1, 1]);
  expect(errors.edge).toBe(1);
});

it('says nothing of an image whose true mask has no class, but counts its pixels', () => {
  const tally = new LabelMapTally(NAMES);
  expect(tally.add(truthOf('00/0v'), mask('00/10').data).miou).toBeNaN();
  const { imgIoU, miou } = tally.result([1, 0, 0]);
  expect(imgIoU).toBeNaN();
  expect(miou).toBeCloseTo((2 / 3 + 0) / 2);
});

it('measures each band by the pixels in it alone', () => {
  const tally = new LabelMapTally(NAMES);
  // The boundary is between 24 and 25; wrong are pixels 0 and 12, 25 and 13 px from the nearest cat.
  const truth = `${'0'.repeat(25)}${'1'.repeat(25)}`;
  tally.add(truthOf(truth), mask(`1${'0'.repeat(11)}1${'0'.repeat(12)}${'1'.repeat(25)}`).data);
  const { bands, miou } = tally.result([1, 1, 0]);
  expect(bands[5]).toBe(1);
  expect(bands[10]).toBe(1);
  expect(bands[20]).toBeCloseTo((19 / 20 + 20 / 21) / 2);
  expect(miou).toBeCloseTo((23 / 25 + 25 / 27) / 2);
});
