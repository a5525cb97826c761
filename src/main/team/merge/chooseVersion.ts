import type { ImageVersion } from '../ImageVersion.ts';

/** A version that may be shown. */
export interface Candidate extends ImageVersion {
  /** Whether all is known of it, strokes and decisions; else its labels alone. */
  isWhole: boolean;
}

/**
 * Chooses which version of an image is shown where there are several, and whose others are kept beside it. A version that another one went on from says
 * nothing any more, nor does an older one of the same person; of the others that is shown which was decided last, then that of the greater name. The order
 * of the candidates does not matter, but that of two which are the same the first is taken.
 *
 * @param candidates at least one of them whole
 */
export function chooseVersion<Item extends Candidate>(
  candidates: readonly Item[],
): { winner: Item; others: Item[] } {
  const distinct = candidates.filter((item, index) => {
    const same = candidates.filter(({ version }) => version === item.version);
    return (same.find(({ isWhole }) => isWhole) ?? same[0]) === item && candidates.indexOf(item) === index;
  });
  const heads = distinct.filter((item) => !distinct.some((later) => goesOnFrom(later, item)));
  const newest = heads.filter(
    (item) => !heads.some((later) => isBySame(item, later) && later !== item && rankOrder(later, item) > 0),
  );
  const whole = newest.filter(({ isWhole }) => isWhole);
  const winner = (whole.length > 0 ? whole : distinct.filter(({ isWhole }) => isWhole)).reduce((a, b) =>
    rankOrder(b, a) > 0 ? b : a,
  );
  const others = newest.filter(
    (item) => item !== winner && item.what !== undefined && !isBySame(item, winner),
  );
  return { winner, others: others.sort((a, b) => (a.author < b.author ? -1 : 1)) };
}

/** Whether a version has, or has given up, what another one is. */
function goesOnFrom(later: Candidate, before: Candidate): boolean {
  return later !== before && has(later, before) && !has(before, later);
}

function has({ seen, people }: Candidate, { version, what, author, at }: Candidate): boolean {
  if (seen.has(version)) return true;
  const until = what === undefined ? undefined : people.get(author);
  return until !== undefined && until >= at;
}

function isBySame(a: Candidate, b: Candidate): boolean {
  return a.what !== undefined && b.what !== undefined && a.author === b.author;
}

/** Above 0 where `a` comes before `b`. */
function rankOrder(a: Candidate, b: Candidate): number {
  return (
    Number(isDecision(a)) - Number(isDecision(b)) ||
    Number(a.what !== undefined) - Number(b.what !== undefined) ||
    textOrder(a.at, b.at) ||
    textOrder(a.author, b.author) ||
    a.settings - b.settings ||
    textOrder(a.version, b.version)
  );
}

function isDecision({ what }: Candidate): boolean {
  return what === 'accept' || what === 'reject';
}

function textOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
