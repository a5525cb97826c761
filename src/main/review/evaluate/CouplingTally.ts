import type { ImageState } from '../../../shared/images/imageState.ts';
import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { BACKGROUND } from '../../../shared/labels/labelCodes.ts';
import type { ScoreMaps } from '../../../shared/labels/scoreField.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import type { ErrorKind } from './errorKinds.ts';
import type { MapsEvaluation } from './evaluationOfMaps.ts';
import type { LabelMapFigures } from './LabelMapTally.ts';
import { LabelMapTally } from './LabelMapTally.ts';
import { ThresholdSweep } from './ThresholdSweep.ts';
import type { TrueMask } from './TrueMask.ts';

/** What is said of one image: of its label map, and its mean IoU at the best global threshold. */
export interface ImageEvaluation extends LabelMapFigures {
  path: string;
  state: ImageState;
  bestMiou: number;
}

export interface CouplingEvaluation {
  /** At the one global threshold that suits these images best. */
  best: MapsEvaluation & { threshold: number };
  /** At the project's thresholds, by class name. */
  project: MapsEvaluation & { thresholds: Record<string, number>; errors: Record<ErrorKind, number> };
  perImage: ImageEvaluation[];
}

/** Counts of one coupling over all images. */
export class CouplingTally {
  private readonly classes: readonly ProjectClass[];
  private readonly sweep: ThresholdSweep;
  private readonly maps: LabelMapTally;
  /** How many images' true masks have each class, background first. */
  private readonly images: Float64Array;
  private readonly perImage: Omit<ImageEvaluation, 'bestMiou'>[] = [];
  /** Background 0, classes 1.. in order, all else void. */
  private readonly columnOf: Uint8Array;

  constructor(classes: readonly ProjectClass[]) {
    const names = ['background', ...classes.map(({ name }) => name)];
    this.classes = classes;
    this.sweep = new ThresholdSweep(names);
    this.maps = new LabelMapTally(names);
    this.images = new Float64Array(names.length);
    this.columnOf = new Uint8Array(256).fill(names.length);
    this.columnOf[BACKGROUND] = 0;
    classes.forEach(({ label }, index) => (this.columnOf[label] = index + 1));
  }

  /**
   * @param scores by label, ascending
   * @param labelMap `uint8[height, width]`, labels of the project
   */
  add(
    image: ProjectImage,
    truth: TrueMask,
    scores: { maps: ScoreMaps; labels: readonly number[] },
    labelMap: Uint8Array,
  ): void {
    const columns = scores.labels.map((label) => this.columnOf[label]!);
    this.sweep.add(truth, scores.maps, columns, image.width!, image.height!);
    const figures = this.maps.add(truth, throughTable(labelMap, this.columnOf));
    this.perImage.push({ path: image.path, state: image.state, ...figures });
    if (truth.rows.includes(0)) this.images[0]! += 1;
    for (const row of truth.present) this.images[row]! += 1;
  }

  result(): CouplingEvaluation {
    const threshold = this.sweep.best();
    const best = this.sweep.meansAt(threshold);
    const thresholds = Object.fromEntries(this.classes.map((item) => [item.name, item.threshold]));
    return {
      best: { threshold, ...this.sweep.at(threshold, this.images) },
      project: { thresholds, ...this.maps.result(this.images) },
      perImage: this.perImage.map((figures, index) => ({ ...figures, bestMiou: best[index]! })),
    };
  }
}
