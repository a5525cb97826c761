/**
 * The classes that become tags.
 *
 * @param probabilities of each class, in [0, 1]
 * @param rule the least probability of each class from which it becomes a tag, Infinity where it never does; and whether the likeliest of
 * the others becomes one where none is likely enough
 * @returns positions, ascending
 */
export function likelyTags(
  probabilities: ArrayLike<number>,
  { fromProbability, atLeastOne = false }: { fromProbability: readonly number[]; atLeastOne?: boolean },
): number[] {
  const sure = fromProbability.flatMap((least, position) =>
    probabilities[position]! >= least ? [position] : [],
  );
  if (sure.length > 0 || !atLeastOne) return sure;
  let likeliest: number | undefined;
  for (const [position, least] of fromProbability.entries()) {
    if (least === Infinity) continue;
    if (likeliest === undefined || probabilities[position]! > probabilities[likeliest]!) likeliest = position;
  }
  return likeliest === undefined ? [] : [likeliest];
}
