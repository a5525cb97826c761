/** Damages bytes as a failing disk, a cut transfer or a careless program might. */
export function mutateBytes(bytes: Buffer, random: () => number): Buffer {
  const below = (n: number): number => Math.floor(random() * n);
  const result = Buffer.from(bytes);
  const kind = below(5);
  if (kind === 0) return result.subarray(0, below(result.length));
  if (kind === 1) {
    for (let n = 1 + below(20); n > 0; n--) result[below(result.length)] = below(256);
    return result;
  }
  const from = below(result.length);
  const to = Math.min(result.length, from + 1 + below(200));
  if (kind === 2) return result.fill(below(256), from, to);
  if (kind === 3) return Buffer.concat([result.subarray(0, from), result.subarray(to)]);
  return Buffer.concat([result.subarray(0, to), result.subarray(from)]);
}
