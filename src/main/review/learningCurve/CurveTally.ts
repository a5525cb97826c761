import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { mean } from '../../../shared/numbers/mean.ts';
import type { MapsEvaluation } from '../evaluate/evaluationOfMaps.ts';
import { LabelMapTally } from '../evaluate/LabelMapTally.ts';
import { ThresholdSweep } from '../evaluate/ThresholdSweep.ts';
import type { TrueMask } from '../evaluate/TrueMask.ts';
import { averagePrecision } from './averagePrecision.ts';

/** Counts of what one head makes of the images that it is tested on. */
export class CurveTally {
  images = 0;
  private readonly sweep: ThresholdSweep;
  private readonly maps: LabelMapTally;
  private readonly shown: Float64Array;
  /** Background 0, classes 1.. in order, all else 255. */
  private readonly columnOf = new Uint8Array(256).fill(VOID);
  /** By class, what is said of each image's showing it. */
  private readonly said: { score: number; isWanted: boolean }[][];

  constructor(classes: readonly ProjectClass[]) {
    const names = ['background', ...classes.map(({ name }) => name)];
    this.sweep = new ThresholdSweep(names);
    this.maps = new LabelMapTally(names);
    this.shown = new Float64Array(names.length);
    this.said = classes.map(() => []);
    this.columnOf[BACKGROUND] = 0;
    for (const [index, { label }] of classes.entries()) this.columnOf[label] = index + 1;
  }

  /** @param labelMap `uint8[height, width]`, labels of the project */
  add(
    truth: TrueMask,
    scores: { maps: ScoreMaps; labels: readonly number[] },
    labelMap: Uint8Array,
    { width, height }: { width: number; height: number },
  ): void {
    this.images += 1;
    const columns = scores.labels.map((label) => this.columnOf[label]!);
    this.sweep.add(truth, scores.maps, columns, width, height);
    this.maps.add(truth, throughTable(labelMap, this.columnOf));
    for (const row of [0, ...truth.present]) this.shown[row]! += 1;
  }

  /** @param probabilities of each class, in the project's order; undefined where nobody says anything */
  addTags(truth: TrueMask, probabilities: readonly (number | undefined)[]): void {
    for (const [index, score] of probabilities.entries())
      this.said[index]!.push({ score: score ?? 0, isWanted: truth.present.includes(index + 1) });
  }

  /** `tags` is the mean average precision of what is said of whole images, over the classes that any of them shows. */
  result(): { best: MapsEvaluation & { threshold: number }; project: MapsEvaluation; tags: number } {
    const threshold = this.sweep.best();
    return {
      best: { threshold, ...this.sweep.at(threshold, this.shown) },
      project: this.maps.result(this.shown),
      tags: mean(this.said.map(averagePrecision).filter((value) => !Number.isNaN(value))),
    };
  }
}
