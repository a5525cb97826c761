/**
 * Run lengths of a mask as COCO keeps them: down each column, from the left column to the right one; the first run is of pixels outside, and may be 0
 * (github.com/cocodataset/cocoapi, common/maskApi.c).
 */
export type Counts = readonly number[];

/**
 * Calls `pixel` for each pixel inside.
 *
 * @throws RangeError when runs are no whole numbers from 0 on, or do not cover the image exactly
 */
export function decodeCounts(
  counts: Counts,
  { width, height }: { width: number; height: number },
  pixel: (index: number) => void,
): void {
  const size = width * height;
  let total = 0;
  for (const run of counts) {
    if (!Number.isSafeInteger(run) || run < 0) throw new RangeError(`a run of ${String(run)} pixels`);
    total += run;
    if (total > size) break;
  }
  if (total !== size) throw new RangeError(`runs of ${total} pixels for ${width} x ${height}`);
  let at = 0;
  for (const [index, run] of counts.entries()) {
    if (index % 2 === 1)
      for (let i = at; i < at + run; i++) pixel((i % height) * width + Math.floor(i / height));
    at += run;
  }
}

/** As COCO's tools write counts into JSON: from the third run on the difference to the one before the last, in groups of five bits, least first. */
export function compressCounts(counts: Counts): string {
  let text = '';
  for (const [index, count] of counts.entries()) {
    let rest = index > 2 ? count - counts[index - 2]! : count;
    for (let more = true; more;) {
      const bits = rest & 31;
      rest >>= 5;
      more = (bits & 16) !== 0 ? rest !== -1 : rest !== 0;
      text += String.fromCharCode((more ? bits | 32 : bits) + 48);
    }
  }
  return text;
}

/** @throws RangeError when the text is no such counts */
export function expandCounts(text: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < text.length;) {
    let value = 0;
    for (let shift = 0, more = true; more; shift += 5) {
      const code = text.charCodeAt(at++) - 48;
      if (!(code >= 0 && code < 64) || shift > 30) throw new RangeError('counts that are no compressed runs');
      value |= (code & 31) << shift;
      more = (code & 32) !== 0;
      if (!more && (code & 16) !== 0 && shift < 27) value |= -1 << (shift + 5);
    }
    counts.push(counts.length > 2 ? value + counts[counts.length - 2]! : value);
  }
  return counts;
}
