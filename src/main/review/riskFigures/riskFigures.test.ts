import { expect, it } from 'vitest';
import { ClassCounts } from '../evaluate/ClassCounts.ts';
import { OPENED_AT, reviewerCurve } from './reviewerCurve.ts';
import { foundOfWorst } from './foundOfWorst.ts';
import { precisionAtRecall } from './precisionAtRecall.ts';
import { ranks } from './ranks.ts';
import { spearman } from './spearman.ts';
import { trueQuality } from './trueQuality.ts';

it('ranks share where values are equal, and the middle is for what is not known', () => {
  expect(ranks([3, 1, 3, 7])).toEqual([2.5, 1, 2.5, 4]);
  expect(ranks([5, NaN, 6])).toEqual([1, 2, 3]);
});

it('a rank correlation is of the order alone', () => {
  expect(spearman([1, 2, 3, 10], [0.1, 0.2, 0.3, 0.31])).toBeCloseTo(1);
  expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
  expect(spearman([1, 2, 3, 4, 5], [2, 1, 4, 3, 5])).toBeCloseTo(0.8);
});

it('of the worst fifth is found what comes first by risk', () => {
  const qualities = Array.from({ length: 20 }, (_, i) => i / 20);
  const perfect = qualities.map((quality) => 1 - quality);
  expect(foundOfWorst(perfect, qualities)).toEqual({ 0.05: 0.25, 0.1: 0.5, 0.2: 1, 0.5: 1 });
  expect(foundOfWorst(qualities, qualities)).toEqual({ 0.05: 0, 0.1: 0, 0.2: 0, 0.5: 0 });
});

it('precision is of those that are looked at until half of the wrong ones are found', () => {
  const wrong = [true, false, true, false, true, true];
  expect(precisionAtRecall([6, 5, 4, 3, 2, 1], wrong, 0.5)).toBeCloseTo(2 / 3);
  expect(precisionAtRecall([1, 1, 1, 1, 1, 1], wrong, 0.5)).toBeCloseTo(4 / 6);
  expect(precisionAtRecall([NaN, 1, 3, 2, 5, 4], wrong, 0.5)).toBe(1);
  expect(precisionAtRecall([1, 2], [false, false], 0.5)).toBeNaN();
});

it('a component is compared with the true regions that touch it, void left out', () => {
  const map = (rows: string): Uint8Array =>
    Uint8Array.from([...rows.replaceAll('/', '')].map(Number), (digit) => (digit === 9 ? 255 : digit));
  const columns = map('110011/110000/000022');
  const rows = map('110000/190011/000011');
  const quality = trueQuality(columns, rows, { width: 6, height: 3, classes: 3 });
  expect(quality.components).toEqual([1, 0, 0]);
  expect(quality.miou).toBeCloseTo(3 / 9);
  expect([...quality.classes]).toEqual([
    [1, 3 / 9],
    [2, 0],
  ]);
});

it('a reviewer who opens the worst image first brings most with it, and everything in the end', () => {
  const counts = (hit: number): ClassCounts => {
    const found = new ClassCounts(2);
    for (let i = 0; i < 100; i++) found.add(i < 50 ? 0 : 1, i < 50 ? 0 : i - 50 < hit ? 1 : 0);
    return found;
  };
  const images = Array.from({ length: 20 }, (_, i) => counts(i === 13 ? 0 : 45));
  const worstFirst = reviewerCurve(images, [13, ...[...images.keys()].filter((i) => i !== 13)]);
  const inOrder = reviewerCurve(images, [...images.keys()]);
  expect(worstFirst[0]).toBe(inOrder[0]);
  expect(worstFirst[1]).toBeGreaterThan(inOrder[1]!);
  expect(worstFirst.at(-1)).toBe(1);
  expect(worstFirst.length).toBe(OPENED_AT.length);
});
