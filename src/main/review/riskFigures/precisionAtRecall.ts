/**
 * Of those that are called wrong first, which share is wrong when a part of all that are wrong was found. Of equal risks each is as
 * likely to come first.
 *
 * @param risks what is no number comes last
 * @param recall in (0, 1]
 * @returns in [0, 1]; NaN where none is wrong
 */
export function precisionAtRecall(
  risks: readonly number[],
  isWrong: readonly boolean[],
  recall: number,
): number {
  const value = (i: number): number => (Number.isNaN(risks[i]!) ? -1 : risks[i]!);
  const queue = [...risks.keys()].sort((a, b) => value(b) - value(a));
  const needed = recall * isWrong.filter(Boolean).length;
  if (needed === 0) return NaN;
  let [looked, found] = [0, 0];
  for (let first = 0; first < queue.length;) {
    let end = first + 1;
    while (end < queue.length && value(queue[end]!) === value(queue[first]!)) end++;
    const hits = queue.slice(first, end).filter((i) => isWrong[i]).length;
    if (found + hits >= needed) return needed / (looked + ((needed - found) / hits) * (end - first));
    looked += end - first;
    found += hits;
    first = end;
  }
  return NaN;
}
