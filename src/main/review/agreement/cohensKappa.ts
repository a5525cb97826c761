import type { PairCounts } from './PairCounts.ts';

/**
 * Cohen's kappa over pixels: how much more often two people agree than they would by chance if each gave labels as often as they do, but anywhere,
 * (p_o - p_e) / (1 - p_e) with p_o the share of pixels that both call the same and p_e the sum over labels of the product of both shares. 1 is
 * perfect agreement, 0 what chance gives. J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20(1), 1960.
 *
 * @returns null where nothing is counted, or both give all pixels one label, so that chance explains all
 */
export function cohensKappa(counts: PairCounts): number | null {
  const { pixels, labels } = counts;
  const agreed = labels.reduce((sum, label) => sum + counts.both(label), 0);
  const chance = labels.reduce((sum, label) => sum + counts.one(label) * counts.other(label), 0);
  return kappaOf(agreed / pixels, chance / pixels ** 2);
}

/** The same of one class against all else: whether both find it in the same pixels. */
export function kappaOfClass(counts: PairCounts, label: number): number | null {
  const { pixels } = counts;
  const [one, other, both] = [counts.one(label), counts.other(label), counts.both(label)];
  const agreed = pixels - one - other + 2 * both;
  const chance = one * other + (pixels - one) * (pixels - other);
  return kappaOf(agreed / pixels, chance / pixels ** 2);
}

function kappaOf(agreed: number, chance: number): number | null {
  return chance < 1 ? (agreed - chance) / (1 - chance) : null;
}
