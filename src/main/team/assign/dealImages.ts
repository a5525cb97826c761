import { createHash } from 'node:crypto';

/** What of an image decides who gets it. */
export interface DealtImage {
  id: number;
  path: string;
  /** In [0, 1]; undefined where it is not known. */
  risk: number | undefined;
  /** Whether it was decided already, so that it is no work any more. */
  decided: boolean;
}

/**
 * Deals images out to people, so that each gets as much work and as much risk as the others: those that wait for a decision by their risk, the greatest
 * first, then those that were decided, in rounds that go back and forth (1 2 3 3 2 1 ...), so that sums hardly differ.
 *
 * @param options `people` how many; `overlap` how many of the images that wait everybody gets: evenly spaced along the risks, so that agreement is measured on
 *   easy and hard ones alike; `seed` decides between images of equal risk, and where the first of these is
 * @returns ids for each person, ascending
 */
export function dealImages(
  images: readonly DealtImage[],
  { people, overlap, seed }: { people: number; overlap: number; seed: number },
): number[][] {
  const hash = (text: string): string => createHash('sha256').update(`${seed}/${text}`).digest('hex');
  const ranks = new Map(images.map(({ id, path }) => [id, hash(path)]));
  const order = images.toSorted(
    (a, b) =>
      Number(a.decided) - Number(b.decided) ||
      (b.risk ?? -1) - (a.risk ?? -1) ||
      (ranks.get(a.id)! < ranks.get(b.id)! ? -1 : 1),
  );
  const waiting = order.filter(({ decided }) => !decided);
  const count = Math.min(overlap, waiting.length);
  const first = parseInt(hash('overlap').slice(0, 8), 16) / 2 ** 32;
  const shared = new Set(
    Array.from({ length: count }, (_, i) => waiting[Math.floor(((i + first) * waiting.length) / count)]!.id),
  );
  const dealt: number[][] = Array.from({ length: people }, () => [...shared]);
  order
    .filter(({ id }) => !shared.has(id))
    .forEach(({ id }, index) => {
      const place = index % (2 * people);
      dealt[place < people ? place : 2 * people - 1 - place]!.push(id);
    });
  return dealt.map((ids) => ids.sort((a, b) => a - b));
}
