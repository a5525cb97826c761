import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { BACKGROUND } from '../../shared/labels/labelCodes.ts';

/**
 * The order in which images teach most: open ones first, the most disputed image of the class that was taken least often so far, again and
 * again; then open images of which nothing can be said, then decided ones, both in the order of the list.
 *
 * @returns places in `images`
 */
export function teachesMost(images: readonly Pick<ImageSummary, 'state' | 'tags' | 'dispute'>[]): number[] {
  const open: number[] = [];
  const decided: number[] = [];
  const queues = new Map<number, number[]>();
  for (const [place, { state, tags, dispute }] of images.entries()) {
    if (!isOpen(state)) decided.push(place);
    else if (dispute === null) open.push(place);
    else for (const label of classesOf(tags)) queueOf(queues, label).push(place);
  }
  return [...spread(images, queues), ...open, ...decided];
}

/** @param queues by class, places of images that show it */
function spread(
  images: readonly Pick<ImageSummary, 'tags' | 'dispute'>[],
  queues: ReadonlyMap<number, number[]>,
): number[] {
  const disputeAt = (place: number): number => images[place]!.dispute ?? 0;
  // The next one of each class is its last, where an array gives it away at once.
  for (const queue of queues.values()) queue.sort((a, b) => disputeAt(a) - disputeAt(b) || b - a);
  const taken = new Set<number>();
  const counts = new Map([...queues.keys()].map((label) => [label, 0]));
  const order: number[] = [];
  for (;;) {
    let best: { place: number; count: number } | undefined;
    for (const [label, queue] of queues) {
      while (taken.has(queue.at(-1) ?? -1)) queue.pop();
      const place = queue.at(-1);
      const count = counts.get(label)!;
      if (place === undefined || (best && best.count < count)) continue;
      if (!best || count < best.count || disputeAt(place) > disputeAt(best.place)) best = { place, count };
    }
    if (!best) return order;
    taken.add(best.place);
    order.push(best.place);
    for (const label of classesOf(images[best.place]!.tags)) counts.set(label, counts.get(label)! + 1);
  }
}

function queueOf(queues: Map<number, number[]>, label: number): number[] {
  const queue = queues.get(label) ?? [];
  queues.set(label, queue);
  return queue;
}

/** Images without a class are spread as if they had one in common. */
function classesOf(tags: readonly number[] | null): readonly number[] {
  return tags && tags.length > 0 ? tags : [BACKGROUND];
}
