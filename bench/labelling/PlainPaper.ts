import type { Correction } from '../../src/shared/labels/correction.ts';
import type { Click } from '../../src/main/correct/correctJob.ts';
import { CorrectionBase, type ShownImage } from '../../src/main/correct/CorrectionBase.ts';
import { corrected } from '../../src/main/review/clicks/playClicks.ts';
import type { LabPhoto } from '../../src/renderer/editor/LabPhoto.ts';
import { UNTOUCHED } from '../../src/shared/labels/labelCodes.ts';
import type { LabelMap } from './oracle.ts';
import { paintWork } from './paintWork.ts';
import type { Paper } from './play.ts';
import type { InHand, Work } from './Work.ts';

/** Answers all clicks on a label since the first. */
export type Correct = (base: CorrectionBase, label: number, clicks: readonly Click[]) => Promise<Correction>;

interface Step {
  clicks: readonly Click[];
  labels: Uint8Array;
}

/** An image that is labelled without a page, by what the desk calls when it does the same. */
export class PlainPaper implements Paper {
  private readonly image: ShownImage;
  private readonly correct: Correct;
  private readonly photo: LabPhoto | undefined;
  private shown: Uint8Array;
  private readonly decided: Uint8Array;
  /** Clicks under way: on what, and what each has made of it. */
  private under: { label: number; base: CorrectionBase; before: Uint8Array; steps: Step[] } | undefined;

  constructor(image: ShownImage, correct: Correct, photo?: LabPhoto) {
    this.image = image;
    this.correct = correct;
    this.photo = photo;
    this.shown = image.labels.slice();
    this.decided = image.decided?.slice() ?? new Uint8Array(image.labels.length).fill(UNTOUCHED);
  }

  labels(): Promise<LabelMap> {
    const { width, height } = this.image;
    return Promise.resolve({ width, height, data: this.shown.slice() });
  }

  async do(work: Work, hand: InHand): Promise<void> {
    const { width, height } = this.image;
    if (work.tool !== 'click') {
      this.keep();
      for (const data of [this.shown, this.decided])
        paintWork({ width, height, data }, work, work.label, this.photo);
      return;
    }
    if (hand.tool !== 'click' || this.under?.label !== work.label) {
      this.keep();
      const { shown: labels, decided } = this;
      const base = new CorrectionBase({ ...this.image, labels, decided });
      this.under = { label: work.label, base, before: labels, steps: [] };
    }
    const { label, base, before, steps } = this.under!;
    const clicks = [...(steps.at(-1)?.clicks ?? []), { ...work.at, positive: work.positive }];
    const labels = corrected(before, label, this.image, await this.correct(base, label, clicks));
    steps.push({ clicks, labels });
    this.shown = labels;
  }

  takeBack(): Promise<void> {
    const { under } = this;
    under?.steps.pop();
    if (under) this.shown = under.steps.at(-1)?.labels ?? under.before;
    if (under?.steps.length === 0) this.under = undefined;
    return Promise.resolve();
  }

  /** What clicks have changed is what a person has decided. */
  private keep(): void {
    const { under, shown } = this;
    this.under = undefined;
    if (!under) return;
    for (let i = 0; i < shown.length; i++) if (shown[i] !== under.before[i]) this.decided[i] = shown[i]!;
    this.shown = shown.slice();
  }
}
