import { binomialUpperBound } from './binomialUpperBound.ts';

/** Images of about the same risk. */
export interface Stratum {
  /** All of them. */
  images: number;
  /** How many of them a person has looked at, drawn at random, and how many of those were wrong. */
  looked: number;
  wrong: number;
}

export interface SamplePlan {
  /** The error rate of what nobody has looked at, as it is estimated now, and what it does not exceed with the confidence; in [0, 1]. */
  estimate: number;
  upper: number;
  isDone: boolean;
  /** By stratum, how many more are to be looked at, if they are as often wrong as those before. */
  more: number[];
}

/** A stratum is looked at in so many steps at most. */
const STEPS = 100;

/**
 * How many images must be looked at until the error rate of all others is below a bound with a confidence. Strata are sampled apart
 * (Cochran, "Sampling Techniques", 1977, chapter 5); each has the bound of `binomialUpperBound` with its share of what may fail
 * (Bonferroni), so the whole holds whatever the risk is worth. It assumes that within a stratum images were looked at in random order, and
 * that whoever looks finds what is wrong.
 *
 * @param below error rate in ]0, 1[
 * @param confidence in ]0, 1[
 */
export function samplePlan(
  strata: readonly Stratum[],
  { below, confidence }: { below: number; confidence: number },
): SamplePlan {
  const each = 1 - (1 - confidence) / Math.max(1, strata.length);
  const now = strata.map((stratum) => ({ ...stratum }));
  const estimate = weighted(now, ({ looked, wrong }) => (wrong + 0.5) / (looked + 1));
  const bound = (items: readonly Stratum[]): number =>
    weighted(items, ({ looked, wrong }) => binomialUpperBound(wrong, looked, each));
  const upper = bound(now);
  const more = strata.map(() => 0);
  for (let present = upper; present >= below; present = bound(now)) {
    let best = -1;
    let least = Infinity;
    for (const [h, stratum] of now.entries()) {
      const step = stepOf(strata[h]!, stratum);
      if (step === 0) continue;
      const after = bound(now.with(h, further(stratum, step)));
      // What a look takes off the bound.
      if ((after - present) / step < least) [best, least] = [h, (after - present) / step];
    }
    if (best === -1) break;
    const step = stepOf(strata[best]!, now[best]!);
    now[best] = further(now[best]!, step);
    more[best]! += step;
  }
  return { estimate, upper, isDone: upper < below, more };
}

/** The mean of what nobody has looked at; 0 where that is nothing. */
function weighted(strata: readonly Stratum[], rate: (stratum: Stratum) => number): number {
  const left = strata.map(({ images, looked }) => images - looked);
  const all = left.reduce((sum, count) => sum + count, 0);
  if (all === 0) return 0;
  return strata.reduce((sum, stratum, h) => sum + (left[h]! / all) * (left[h]! > 0 ? rate(stratum) : 0), 0);
}

function stepOf({ images }: Stratum, { looked }: Stratum): number {
  return Math.min(images - looked, Math.max(1, Math.ceil(images / STEPS)));
}

/** More looks, as often wrong as those before; half of one where nobody has looked. */
function further({ images, looked, wrong }: Stratum, step: number): Stratum {
  const rate = looked === 0 ? 0.5 / (step + 1) : wrong / looked;
  return { images, looked: looked + step, wrong: Math.round(wrong + rate * step) };
}
