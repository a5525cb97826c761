import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';

/**
 * Pixels that two people have labelled, by what each says: the confusion matrix that IoU and kappa follow from. Neither is the truth, so that a pixel which
 * is void to either is left out.
 */
export class PairCounts {
  /** Pixels that count. */
  pixels = 0;
  /** `[256 * 256]`: pixels by label of the one, then of the other. */
  private readonly counts = new Float64Array(256 * 256);

  /** @param one and other, `uint8[area]` of one image, in the same labels */
  add(one: Uint8Array, other: Uint8Array): void {
    for (let i = 0; i < one.length; i++) {
      const [a, b] = [one[i]!, other[i]!];
      if (a === VOID || b === VOID) continue;
      this.counts[a * 256 + b]! += 1;
      this.pixels += 1;
    }
  }

  /** Adds those of other images. */
  addAll(more: PairCounts): void {
    for (let i = 0; i < this.counts.length; i++) this.counts[i]! += more.counts[i]!;
    this.pixels += more.pixels;
  }

  /** Pixels that both call so. */
  both(label: number): number {
    return this.counts[label * 256 + label]!;
  }

  /** Pixels that the one calls so. */
  one(label: number): number {
    let sum = 0;
    for (let other = 0; other < 256; other++) sum += this.counts[label * 256 + other]!;
    return sum;
  }

  /** Pixels that the other calls so. */
  other(label: number): number {
    let sum = 0;
    for (let one = 0; one < 256; one++) sum += this.counts[one * 256 + label]!;
    return sum;
  }

  /** Labels that either has, ascending, background among them. */
  get labels(): number[] {
    return Array.from({ length: VOID }, (_, label) => label).filter(
      (label) => label === BACKGROUND || this.one(label) + this.other(label) > 0,
    );
  }
}
