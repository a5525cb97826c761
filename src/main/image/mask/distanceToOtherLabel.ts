/** Squared distance where nothing of another label is anywhere. */
export const NO_OTHER_LABEL = 2 ** 31 - 1;

/**
 * How far each pixel is from the nearest pixel of another label, exactly and in linear time: first down the columns, then along the rows by
 * the lower envelope of parabolas (Felzenszwalb and Huttenlocher 2012, "Distance transforms of sampled functions"). Within a row only the
 * pixel's own run of equal labels and the two pixels that end it can be nearest, so one pass serves all labels.
 *
 * @param labels `uint8[height, width]`
 * @returns squared distances between pixel centres, `int32[height, width]`, 1 beside a boundary; NO_OTHER_LABEL where all is one label
 */
export function distanceToOtherLabel(labels: Uint8Array, width: number, height: number): Int32Array {
  const column = distanceInColumn(labels, width, height);
  const result = new Int32Array(width * height);
  const envelope = new Envelope(width + 2);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let start = 0; start < width;) {
      let end = start + 1;
      while (end < width && labels[row + end] === labels[row + start]) end++;
      envelope.clear();
      if (start > 0) envelope.add(start - 1, 0);
      for (let x = start; x < end; x++) envelope.add(x, column[row + x]!);
      if (end < width) envelope.add(end, 0);
      envelope.read(start, end, result, row);
      start = end;
    }
  }
  return result;
}

/** Distance to the nearest pixel of another label in the same column; Infinity where there is none. */
function distanceInColumn(labels: Uint8Array, width: number, height: number): Float64Array {
  const result = new Float64Array(width * height).fill(Infinity);
  for (let i = width; i < labels.length; i++) {
    result[i] = labels[i] === labels[i - width] ? result[i - width]! + 1 : 1;
  }
  for (let i = labels.length - width - 1; i >= 0; i--) {
    const below = labels[i] === labels[i + width] ? result[i + width]! + 1 : 1;
    if (below < result[i]!) result[i] = below;
  }
  return result;
}

/** The least of parabolas `(x - at)^2 + distance^2`, added from left to right. */
class Envelope {
  private readonly at: Int32Array;
  private readonly height: Float64Array;
  /** Where each parabola begins to be the least. */
  private readonly from: Float64Array;
  private count = 0;

  constructor(most: number) {
    this.at = new Int32Array(most);
    this.height = new Float64Array(most);
    this.from = new Float64Array(most);
  }

  clear(): void {
    this.count = 0;
  }

  add(at: number, distance: number): void {
    if (distance === Infinity) return;
    const height = distance * distance;
    let from = -Infinity;
    while (this.count > 0) {
      const last = this.count - 1;
      const other = this.at[last]!;
      from = (height + at * at - this.height[last]! - other * other) / (2 * (at - other));
      if (from > this.from[last]!) break;
      this.count = last;
      from = -Infinity;
    }
    this.at[this.count] = at;
    this.height[this.count] = height;
    this.from[this.count] = from;
    this.count += 1;
  }

  read(start: number, end: number, result: Int32Array, row: number): void {
    let k = 0;
    for (let x = start; x < end; x++) {
      while (k + 1 < this.count && this.from[k + 1]! <= x) k++;
      const away = x - this.at[k]!;
      result[row + x] = this.count === 0 ? NO_OTHER_LABEL : away * away + this.height[k]!;
    }
  }
}
