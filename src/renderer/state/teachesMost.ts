import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';

/** Steps of dispute, and images, that can be told apart in one number. */
const [LEVELS, MOST_IMAGES] = [2 ** 31, 2 ** 21];

/**
 * The order in which images teach most: open ones first, the most disputed image of the class that was taken least often so far, again and
 * again; then open images of which nothing can be said, then decided ones, both in the order of the list.
 *
 * @returns places in `images`
 */
export function teachesMost(images: readonly Pick<ImageSummary, 'state' | 'tags' | 'dispute'>[]): number[] {
  const open: number[] = [];
  const decided: number[] = [];
  const disputed: number[] = [];
  for (const [place, { state, dispute }] of images.entries())
    (isOpen(state) ? (dispute === null ? open : disputed) : decided).push(place);
  return [...spread(images, byDispute(images, disputed)), ...open, ...decided];
}

/** Places, the most disputed last, those of the same dispute in reverse. Numbers alone are sorted many times faster than with a rule. */
function byDispute(images: readonly Pick<ImageSummary, 'dispute'>[], places: readonly number[]): number[] {
  const keys = Float64Array.from(
    places,
    (place) => Math.round(images[place]!.dispute! * LEVELS) * MOST_IMAGES + (MOST_IMAGES - 1 - place),
  );
  return Array.from(keys.sort(), (key) => MOST_IMAGES - 1 - (key % MOST_IMAGES));
}

/** Of a class, the images that show it: the next one is the last, where an array gives it away at once. */
interface ClassQueue {
  places: number[];
  /** How many images that show it were taken. */
  count: number;
}

/** @param places the most disputed last */
function spread(
  images: readonly Pick<ImageSummary, 'tags' | 'dispute'>[],
  places: readonly number[],
): number[] {
  const disputes = Float64Array.from(images, ({ dispute }) => dispute ?? 0);
  const taken = new Uint8Array(images.length);
  const queueOf = new Map<number, ClassQueue>();
  for (const place of places)
    for (const label of classesOf(images[place]!.tags)) {
      const queue = queueOf.get(label) ?? { places: [], count: 0 };
      queueOf.set(label, queue);
      queue.places.push(place);
    }
  const queues = [...queueOf.values()];
  const order: number[] = [];
  for (;;) {
    let best: number | undefined;
    let least = Infinity;
    for (const { places, count } of queues) {
      while (places.length > 0 && taken[places.at(-1)!] === 1) places.pop();
      const place = places.at(-1);
      if (place === undefined || count > least) continue;
      if (best === undefined || count < least || disputes[place]! > disputes[best]!) best = place;
      least = count;
    }
    if (best === undefined) return order;
    taken[best] = 1;
    order.push(best);
    for (const label of classesOf(images[best]!.tags)) queueOf.get(label)!.count += 1;
  }
}

/** Images without a class are spread as if they had one in common. */
function classesOf(tags: readonly number[] | null): readonly number[] {
  return tags && tags.length > 0 ? tags : [BACKGROUND];
}
