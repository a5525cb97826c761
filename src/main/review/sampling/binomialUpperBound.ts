/**
 * The share of wrong ones that is not exceeded with a confidence, given what a random sample has shown: the exact upper bound of Clopper and
 * Pearson ("The use of confidence or fiducial limits illustrated in the case of the binomial", 1934), which is the p at which so few wrong ones
 * would be found with probability 1 - confidence.
 *
 * @param wrong how many of `looked` were wrong
 * @param confidence in ]0, 1[
 * @returns in [0, 1]; 1 where nothing was looked at
 */
export function binomialUpperBound(wrong: number, looked: number, confidence: number): number {
  if (looked === 0 || wrong >= looked) return 1;
  let [low, high] = [wrong / looked, 1];
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2;
    if (atMost(wrong, looked, middle) > 1 - confidence) low = middle;
    else high = middle;
  }
  return high;
}

/** Probability of at most so many of n, each with probability p: terms are followed by their ratios, in logarithms. */
function atMost(count: number, n: number, p: number): number {
  let term = n * Math.log1p(-p);
  let sum = Math.exp(term);
  for (let k = 1; k <= count; k++) {
    term += Math.log((n - k + 1) / k) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(term);
  }
  return Math.min(1, sum);
}
