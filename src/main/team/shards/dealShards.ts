/** What of an image decides which shard it belongs to. */
export interface ShardImage {
  /** In the project. */
  path: string;
  /** 0 where nobody can say. */
  pixels: number;
}

/**
 * Deals images out to shards so that all get about as many pixels: the largest first, each to the shard with the fewest so far, then with the fewest images (longest
 * processing time first; Graham, "Bounds on multiprocessing timing anomalies", 1969: at most 4/3 of the best). The same on every machine that sees the same files, in
 * whatever order.
 *
 * @returns by path, its shard from 1 on
 */
export function dealShards(images: readonly ShardImage[], count: number): Map<string, number> {
  const order = images.toSorted((a, b) => b.pixels - a.pixels || (a.path < b.path ? -1 : 1));
  // A heap, since there may be thousands of shards and millions of images.
  const heap = Array.from({ length: count }, (_, index) => ({ index: index + 1, pixels: 0, images: 0 }));
  const isBefore = (a: (typeof heap)[number], b: (typeof heap)[number]): boolean =>
    (a.pixels - b.pixels || a.images - b.images || a.index - b.index) < 0;
  const dealt = new Map<string, number>();
  for (const { path, pixels } of order) {
    const least = heap[0]!;
    dealt.set(path, least.index);
    least.pixels += pixels;
    least.images += 1;
    sink(heap, isBefore);
  }
  return dealt;
}

/** Puts the first of a heap where it belongs. */
function sink<Item>(heap: Item[], isBefore: (a: Item, b: Item) => boolean): void {
  for (let at = 0; ;) {
    let least = at;
    for (const child of [2 * at + 1, 2 * at + 2])
      if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
    if (least === at) return;
    [heap[at], heap[least]] = [heap[least]!, heap[at]!];
    at = least;
  }
}
