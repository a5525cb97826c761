import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ClickAnswers, ClickRequest, Hand } from './Tool.ts';
import { ClickPreview } from './ClickPreview.svelte.ts';

/** Answers that the label is to be in the lower left quarter of 4 x 4 pixels. */
const ANSWER: ClickAnswers = {
  candidates: [
    {
      ...{ width: 2, height: 2, after: Int8Array.from([-99, -99, 99, -99]) },
      ...{ changed: Uint8Array.from([0, 0, 1, 0]), others: new Uint8Array(4) },
    },
  ],
};
const at = (x: number): ClickRequest => ({ label: 1, clicks: [{ x, y: 3, positive: true }], box: null });

/** A hand on an image without labels, whose questions take a while. */
function handThatTakes(milliseconds: () => number): {
  hand: Hand;
  asked: ClickRequest[];
  state: { shown: string };
} {
  const asked: ClickRequest[] = [];
  const state = { shown: 'first' };
  const layer = { width: 4, height: 4, data: new Uint8Array(16) };
  const hand: Partial<Hand> = {
    get image() {
      return { layer, shown: state.shown, labelAt: () => 0, originAt: () => 0 as never };
    },
    correct: (request) => {
      asked.push(request);
      return new Promise((resolve) => setTimeout(() => resolve(ANSWER), milliseconds()));
    },
  };
  return { hand: hand as Hand, asked, state };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('nothing is asked while the pointer moves, and once where it rests', async () => {
  const { hand, asked } = handThatTakes(() => 50);
  const preview = new ClickPreview(hand);
  for (const x of [0, 1, 2]) {
    preview.rest(at(x));
    await vi.advanceTimersByTimeAsync(60);
  }
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toEqual([at(2)]);
  expect(preview.path).toContain('M');
  preview.rest(at(2));
  expect(preview.path).toContain('M');
  await preview.answer(at(2));
  expect(asked).toHaveLength(1);
  expect(preview.path).toBeUndefined();
});

it('a click elsewhere, or on what has changed since, is asked for itself', async () => {
  const { hand, asked, state } = handThatTakes(() => 0);
  const preview = new ClickPreview(hand);
  preview.rest(at(1));
  await vi.advanceTimersByTimeAsync(300);
  state.shown = 'second';
  expect(preview.path).toBeUndefined();
  const second = preview.answer(at(1));
  await vi.advanceTimersByTimeAsync(10);
  await second;
  const elsewhere = preview.answer(at(3));
  await vi.advanceTimersByTimeAsync(10);
  await elsewhere;
  expect(asked).toEqual([at(1), at(1), at(3)]);
});

it('where answers are slow nothing is asked ahead, until a click was answered fast', async () => {
  let takes = 900;
  const { hand, asked } = handThatTakes(() => takes);
  const preview = new ClickPreview(hand);
  const rest = async (x: number): Promise<void> => {
    preview.rest(at(x));
    await vi.advanceTimersByTimeAsync(2000);
  };
  await rest(0);
  await rest(1);
  expect(asked).toEqual([at(0)]);
  takes = 40;
  const clicked = preview.answer(at(2));
  await vi.advanceTimersByTimeAsync(50);
  await clicked;
  await rest(3);
  expect(asked).toEqual([at(0), at(2), at(3)]);
});
