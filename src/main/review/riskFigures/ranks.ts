/**
 * Ranks of values, the least 1; those that are equal share the mean of theirs. What is no number says nothing and has the middle rank.
 */
export function ranks(values: readonly number[]): number[] {
  const known = [...values.keys()].filter((i) => !Number.isNaN(values[i]!));
  known.sort((a, b) => values[a]! - values[b]!);
  const result = values.map(() => (values.length + 1) / 2);
  const stretch = known.length > 1 ? (values.length - 1) / (known.length - 1) : 1;
  for (let first = 0; first < known.length;) {
    let end = first + 1;
    while (end < known.length && values[known[end]!] === values[known[first]!]) end++;
    const rank = known.length > 1 ? 1 + ((first + end - 1) / 2) * stretch : (values.length + 1) / 2;
    for (let k = first; k < end; k++) result[known[k]!] = rank;
    first = end;
  }
  return result;
}
