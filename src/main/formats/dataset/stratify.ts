/**
 * Deals examples with several labels over parts of given sizes so that every label is spread by these sizes as evenly as can be: iterative stratification
 * (Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data", ECML PKDD 2011, algorithm 1). The label with the fewest examples left goes
 * first, each of its examples to the part that lacks it most, then to the one that lacks examples most, then to the first. Other than there a part that has all
 * its examples gets no more, so that sizes are met exactly.
 *
 * @param examples labels of each, in the order in which they are dealt
 * @param sizes how many examples each part gets: whole numbers from 0 on, of sum `examples.length`
 * @returns for each example the index of its part
 */
export function stratify(examples: readonly (readonly number[])[], sizes: readonly number[]): Uint8Array {
  const parts = new Uint8Array(examples.length);
  const wanted = [...sizes];
  const open = new Map<number, Set<number>>();
  for (const [index, labels] of examples.entries())
    for (const label of labels) open.set(label, (open.get(label) ?? new Set()).add(index));
  const wantedOf = new Map(
    [...open].map(([label, { size }]) => [label, sizes.map((all) => (all / examples.length) * size)]),
  );
  const deal = (index: number, lacking: readonly number[]): void => {
    let best = wanted.findIndex((left) => left > 0);
    for (const [part, left] of wanted.entries()) {
      const more = lacking[part]! - lacking[best]!;
      const isMore = more > EPSILON || (more > -EPSILON && left > wanted[best]!);
      if (left > 0 && isMore) best = part;
    }
    parts[index] = best;
    wanted[best]! -= 1;
    for (const label of examples[index]!) {
      wantedOf.get(label)![best]! -= 1;
      open.get(label)!.delete(index);
    }
  };
  for (;;) {
    let rarest: number | undefined;
    for (const [label, left] of open)
      if (left.size > 0 && (rarest === undefined || isRarer(label, rarest, open))) rarest = label;
    if (rarest === undefined) break;
    for (const index of [...open.get(rarest)!]) deal(index, wantedOf.get(rarest)!);
  }
  for (const [index, labels] of examples.entries()) if (labels.length === 0) deal(index, wanted);
  return parts;
}

/** What is lacking is a binary fraction: differences below this are none. */
const EPSILON = 1e-9;

function isRarer(a: number, b: number, open: ReadonlyMap<number, Set<number>>): boolean {
  const difference = open.get(a)!.size - open.get(b)!.size;
  return difference < 0 || (difference === 0 && a < b);
}
