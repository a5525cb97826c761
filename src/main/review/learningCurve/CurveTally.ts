import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import type { MapsEvaluation } from '../evaluate/evaluationOfMaps.ts';
import { LabelMapTally } from '../evaluate/LabelMapTally.ts';
import { ThresholdSweep } from '../evaluate/ThresholdSweep.ts';
import type { TrueMask } from '../evaluate/TrueMask.ts';

/** Counts of what one head makes of the images that it is tested on. */
export class CurveTally {
  images = 0;
  private readonly sweep: ThresholdSweep;
  private readonly maps: LabelMapTally;
  private readonly shown: Float64Array;
  private readonly columnOf = new Map<number, number>([[0, 0]]);

  constructor(classes: readonly ProjectClass[]) {
    const names = ['background', ...classes.map(({ name }) => name)];
    this.sweep = new ThresholdSweep(names);
    this.maps = new LabelMapTally(names);
    this.shown = new Float64Array(names.length);
    for (const [index, { label }] of classes.entries()) this.columnOf.set(label, index + 1);
  }

  /** @param labelMap `uint8[height, width]`, labels of the project */
  add(
    truth: TrueMask,
    scores: { maps: ScoreMaps; labels: readonly number[] },
    labelMap: Uint8Array,
    { width, height }: { width: number; height: number },
  ): void {
    this.images += 1;
    const columns = scores.labels.map((label) => this.columnOf.get(label)!);
    this.sweep.add(truth, scores.maps, columns, width, height);
    this.maps.add(
      truth,
      labelMap.map((label) => this.columnOf.get(label) ?? 255),
    );
    for (const row of [0, ...truth.present]) this.shown[row]! += 1;
  }

  result(): { best: MapsEvaluation & { threshold: number }; project: MapsEvaluation } {
    const threshold = this.sweep.best();
    return {
      best: { threshold, ...this.sweep.at(threshold, this.shown) },
      project: this.maps.result(this.shown),
    };
  }
}
