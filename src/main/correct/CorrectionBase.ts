import { forEachFieldRow } from '../../shared/labels/scoreField.ts';
import { BACKGROUND, isClass, UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { guideSize } from '../edges/Guide.ts';
import type { LabelField } from './field/correctField.ts';

/** What people have decided counts like a score that is so far from its threshold. */
const DECIDED = 0.3;

/** An image before it is corrected by clicks. */
export interface ShownImage {
  width: number;
  height: number;
  /** `uint8[height, width]`, the label map that is shown. */
  labels: Uint8Array;
  /** `uint8[height, width]`, the human layer; undefined where nobody has painted. */
  decided: Uint8Array | undefined;
  /** Score maps `[C, grid, grid]` with their labels and thresholds; undefined where nothing is proposed. */
  scores:
    | { labels: readonly number[]; thresholds: readonly number[]; grid: number; values: Float32Array }
    | undefined;
}

/** The same at the size of the guide, from which the field of any label is made. */
export class CorrectionBase {
  readonly width: number;
  readonly height: number;
  /** `uint8[height, width]`: the label that is shown. */
  readonly labels: Uint8Array;
  private readonly decided: Uint8Array;
  private readonly proposed: readonly number[];
  /** `[C, height, width]`: scores less their thresholds. */
  private readonly margins: Float32Array;
  /** The field that was asked for last: one click asks for it several times. */
  private last: { label: number; field: LabelField & { others: Uint8Array } } | undefined;

  constructor(image: ShownImage) {
    const { width, height } = guideSize(image);
    this.width = width;
    this.height = height;
    const cells = width * height;
    this.labels = new Uint8Array(cells);
    this.decided = new Uint8Array(cells).fill(UNTOUCHED);
    for (let y = 0, i = 0; y < height; y++) {
      const row = Math.floor(((y + 0.5) * image.height) / height) * image.width;
      for (let x = 0; x < width; x++, i++) {
        const pixel = row + Math.floor(((x + 0.5) * image.width) / width);
        this.labels[i] = image.labels[pixel]!;
        if (image.decided) this.decided[i] = image.decided[pixel]!;
      }
    }
    const { labels = [], thresholds = [], ...maps } = image.scores ?? { grid: 1, values: new Float32Array() };
    this.proposed = labels;
    this.margins = new Float32Array(labels.length * cells);
    if (labels.length === 0) return;
    forEachFieldRow({ ...maps, classes: labels.length }, width, height, (y, row) => {
      for (let c = 0; c < labels.length; c++)
        for (let x = 0; x < width; x++)
          this.margins[c * cells + y * width + x] = row[c * width + x]! - thresholds[c]!;
    });
  }

  /** Whether anything is proposed or shown of a label. */
  knows(label: number): boolean {
    return label === BACKGROUND || this.proposed.includes(label) || this.labels.includes(label);
  }

  /**
   * The field of a label: by how much its margin is above the greatest of the others, background's being 0. A label without
   * scores has the margin of what nobody has decided for it.
   *
   * @returns with it, what is there in its place: `others`, `uint8[height, width]`
   */
  field(label: number): LabelField & { others: Uint8Array } {
    if (this.last?.label !== label) this.last = { label, field: this.fieldOf(label) };
    return this.last.field;
  }

  private fieldOf(label: number): LabelField & { others: Uint8Array } {
    const cells = this.labels.length;
    const field = new Float32Array(cells);
    const present = new Uint8Array(cells);
    const others = new Uint8Array(cells);
    const own = this.proposed.indexOf(label);
    for (let i = 0; i < cells; i++) {
      let best = label === BACKGROUND ? -Infinity : 0;
      let other = BACKGROUND;
      for (let c = 0; c < this.proposed.length; c++) {
        const margin = this.margins[c * cells + i]!;
        if (c === own || margin <= best) continue;
        best = margin;
        other = this.proposed[c]!;
      }
      const shown = this.labels[i]!;
      present[i] = shown === label ? 1 : 0;
      others[i] = shown === label ? other : shown;
      if (this.decided[i] !== UNTOUCHED) field[i] = this.decided[i] === label ? DECIDED : -DECIDED;
      else if (label === BACKGROUND) field[i] = best === -Infinity ? DECIDED : -best;
      else if (isClass(label) && own >= 0) field[i] = this.margins[own * cells + i]! - best;
      else field[i] = present[i] === 1 ? DECIDED : -DECIDED - best;
    }
    return { field, present, others };
  }
}
