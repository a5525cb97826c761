import { ascending, labelOfMargin } from './compositionRule.ts';
import { BACKGROUND, UNTOUCHED } from './labelCodes.ts';
import { bilinearPosition } from './scoreField.ts';

/** Score maps of an image, and their labels in the same order. */
export interface SampledScores {
  grid: number;
  labels: readonly number[];
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float32Array;
}

/** What decides the label of a pixel. */
export interface LabelSources {
  width: number;
  height: number;
  scores: SampledScores | null;
  /** By score map, in its order. */
  thresholds: readonly number[];
  voidHalfWidth: number;
  /** What is proposed, `uint8[height, width]`, where that is more than the scores say: it follows edges, or came from elsewhere. */
  refined?: Uint8Array | undefined;
  /** `uint8[height, width]`, 254 where the scores decide. */
  decided: Uint8Array;
}

/**
 * The label of single pixels, by the rule of composeProposal.ts in the same float32 steps, so that tools see exactly
 * what is exported without composing the whole label map.
 */
export class LabelSampler {
  private readonly sources: LabelSources;
  /** Score maps in ascending order of their labels. */
  private readonly order: number[];

  constructor(sources: LabelSources) {
    this.sources = sources;
    this.order = ascending(sources.scores?.labels ?? []);
  }

  at(x: number, y: number): number {
    const { width, decided } = this.sources;
    const own = decided[y * width + x]!;
    return own === UNTOUCHED ? this.proposed(x, y) : own;
  }

  /** What is proposed, whatever people have decided. */
  proposed(x: number, y: number): number {
    const { width, height, scores, thresholds, voidHalfWidth, refined } = this.sources;
    if (refined) return refined[y * width + x]!;
    if (!scores || this.order.length === 0) return BACKGROUND;
    const { grid, labels, values } = scores;
    const { low: left, high: right, share: across } = bilinearPosition(x, width, grid);
    const { low: upper, high: lower, share: down } = bilinearPosition(y, height, grid);
    let best = -Infinity;
    let label = BACKGROUND;
    for (const c of this.order) {
      const first = c * grid * grid;
      const top = first + upper * grid;
      const bottom = first + lower * grid;
      const a = Math.fround(values[top + left]! + (values[bottom + left]! - values[top + left]!) * down);
      const b = Math.fround(values[top + right]! + (values[bottom + right]! - values[top + right]!) * down);
      const margin = Math.fround(Math.fround(a + (b - a) * across) - thresholds[c]!);
      if (margin > best) {
        best = margin;
        label = labels[c]!;
      }
    }
    return labelOfMargin(best, label, voidHalfWidth);
  }
}
