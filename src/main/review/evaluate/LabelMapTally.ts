import { VOID } from '../../../shared/labels/labelCodes.ts';
import { ClassCounts, sumOfCounts } from './ClassCounts.ts';
import type { ErrorCounts, ErrorKind } from './errorKinds.ts';
import { countErrors, ERROR_KINDS, errorShares, noErrors } from './errorKinds.ts';
import type { MapsEvaluation } from './evaluationOfMaps.ts';
import { evaluationOfMaps } from './evaluationOfMaps.ts';
import { mean } from '../../../shared/numbers/mean.ts';
import type { TrueMask } from './TrueMask.ts';
import { RINGS } from './TrueMask.ts';

/** What is said of the label map of one image. */
export interface LabelMapFigures {
  /** IoU within the image of each class in its true mask, background left out, by name. */
  iou: Record<string, number>;
  /** Mean of these; NaN where there is none. */
  miou: number;
  /** Wrong pixels by kind. */
  wrong: ErrorCounts;
}

/** Counts label maps over all images. */
export class LabelMapTally {
  private readonly names: readonly string[];
  private readonly rings: ClassCounts[];
  private readonly means: number[] = [];
  private readonly wrong = noErrors();

  /** @param names background first */
  constructor(names: readonly string[]) {
    this.names = names;
    this.rings = this.emptyRings();
  }

  /** @param predicted `uint8[height, width]`: position of a name, or beyond them void */
  add(truth: TrueMask, predicted: Uint8Array): LabelMapFigures {
    const { rows, rings, present } = truth;
    const counts = this.emptyRings();
    for (let i = 0; i < rows.length; i++) {
      if (rows[i] !== VOID) counts[rings[i]!]!.add(rows[i]!, predicted[i]!);
    }
    counts.forEach((part, ring) => this.rings[ring]!.addAll(part));
    const image = sumOfCounts(counts);
    const iou = present.map((c) => [this.names[c]!, image.iou(c)] as const);
    const miou = mean(iou.map(([, value]) => value));
    this.means.push(miou);
    const wrong = countErrors(truth, predicted, this.names.length);
    for (const kind of ERROR_KINDS) this.wrong[kind] += wrong[kind];
    return { iou: Object.fromEntries(iou), miou, wrong };
  }

  /** @param images how many images' true masks have each class, by name's position */
  result(images: ArrayLike<number>): MapsEvaluation & { errors: Record<ErrorKind, number> } {
    return {
      ...evaluationOfMaps(this.names, this.rings, this.means, images),
      errors: errorShares(this.wrong),
    };
  }

  private emptyRings(): ClassCounts[] {
    return Array.from({ length: RINGS }, () => new ClassCounts(this.names.length));
  }
}
