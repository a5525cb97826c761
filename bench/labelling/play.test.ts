import { expect, it } from 'vitest';
import { CorrectionBase } from '../../src/main/correct/CorrectionBase.ts';
import type { Correct } from './PlainPaper.ts';
import { PlainPaper } from './PlainPaper.ts';
import { play } from './play.ts';
import { actionsOf } from './Work.ts';

const [width, height] = [48, 32];
/** A square of label 3, of which the left part is shown. */
const square = (right: number): Uint8Array =>
  Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x >= 8 && x < right && y >= 6 && y < 26 ? 3 : 0;
  });
const image = { width, height, labels: square(16), decided: undefined, scores: undefined };
const truth = { width, height, data: square(40) };
const hand = { tool: 'click', label: 3, radius: 6 };
const options = { wanted: 0.85, price: actionsOf, hand };

/** Says what the whole square is, or that nothing of it is there. */
function answering(isRight: boolean): Correct {
  return (base) => {
    const cells = base.width * base.height;
    const wanted = new CorrectionBase({ ...image, labels: square(40) }).labels;
    return Promise.resolve({
      ...{ width: base.width, height: base.height, others: new Uint8Array(cells) },
      after: Int8Array.from(wanted, (label) => (label === 3 && isRight ? 100 : -100)),
      changed: new Uint8Array(cells).fill(1),
    });
  };
}

it('a click that helps is all that is done', async () => {
  const played = await play(new PlainPaper(image, answering(true)), truth, {
    ...{ ...options, tools: { clicks: true, polygon: false } },
  });
  expect(played).toMatchObject({ actions: 1, presses: 1, clicks: 1, refused: 0, strokes: 0 });
  expect(played.iou).toBe(1);
});

it('a click that does not help is taken back, and what is missing is painted', async () => {
  const paper = new PlainPaper(image, answering(false));
  const played = await play(paper, truth, { ...options, tools: { clicks: true, polygon: false } });
  expect(played).toMatchObject({ clicks: 0, refused: 1 });
  expect(played.strokes).toBeGreaterThan(0);
  expect(played.iou).toBeGreaterThanOrEqual(0.85);
  // What was there before the click is there still.
  expect((await paper.labels()).data[16 * width + 9]).toBe(3);
});

it('without clicks none is made', async () => {
  const played = await play(new PlainPaper(image, answering(true)), truth, {
    ...{ ...options, tools: { clicks: false, polygon: true } },
  });
  expect(played.clicks).toBe(0);
  expect(played.iou).toBeGreaterThanOrEqual(0.85);
});
