import { expect, it } from 'vitest';
import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import { teachesMost } from './teachesMost.ts';

type Image = Pick<ImageSummary, 'state' | 'tags' | 'dispute'>;
const [CAT, DOG] = [1, 2];

/** An image that waits for a decision. */
const image = (dispute: number | null, ...tags: number[]): Image => ({ state: 'proposed', tags, dispute });

it('the most disputed image comes first, of all classes in turn', () => {
  const cats = [image(0.1, CAT), image(0.9, CAT), image(0.8, CAT)];
  const dogs = [image(0.2, DOG), image(0.3, DOG)];
  expect(teachesMost([...cats, ...dogs])).toEqual([1, 4, 2, 3, 0]);
});

it('an image that shows several classes counts for each of them', () => {
  // The first shows both, so that either class may be next: the dispute decides.
  expect(teachesMost([image(0.9, CAT, DOG), image(0.5, CAT), image(0.6, DOG), image(0.4, CAT)])).toEqual([
    0, 2, 1, 3,
  ]);
});

it('images of which nothing can be said come behind, and decided ones last, each in the order of the list', () => {
  const decided: Image = { ...image(1, CAT), state: 'accepted' };
  const left: Image = { ...image(1, CAT), state: 'rejected' };
  expect(teachesMost([decided, image(null, CAT), left, image(0.1, CAT), image(null)])).toEqual([
    3, 1, 4, 0, 2,
  ]);
});

it('images whose dispute is the same stay in the order of the list, those without a class too', () => {
  expect(teachesMost([image(0.5), image(0.5), image(0.5)])).toEqual([0, 1, 2]);
  expect(teachesMost([{ ...image(0.5), tags: null }, image(0.7)])).toEqual([1, 0]);
});

it('every image is in it once, however many there are', () => {
  const images = Array.from({ length: 100_000 }, (_, i) =>
    image(((i * 7919) % 1000) / 1000, 1 + (i % 20), 1 + (i % 7)),
  );
  const order = teachesMost(images);
  expect(new Set(order).size).toBe(100_000);
});
