import type { Correction } from '../../../shared/labels/correction.ts';
import { sixteenths } from '../../../shared/labels/correction.ts';
import type { Guide } from '../../edges/Guide.ts';
import { distanceToOtherLabel } from '../../image/mask/distanceToOtherLabel.ts';
import { clickedField } from './clickedField.ts';
import { clickedParts } from './clickedParts.ts';
import { clickKernel } from './clickKernel.ts';
import type { ColourPaths } from './ColourPaths.ts';

/** Log-odds for each unit of the field where it meets the edges of the photograph. */
const LOGIT_PER_MARGIN = 20;
/** Log-odds of a click's pixel and those around it, which no edge may argue with. */
const CLICKED = 8;

/**
 * How far a click reaches beside its colour path, by how far it is from the boundary that is shown: whoever clicks in the middle of
 * what is wrong says by that how much is.
 */
const REACH = 6;

/** A click in whole pixels of the guide. */
export interface GuideClick {
  x: number;
  y: number;
  positive: boolean;
}

/** The field of a label on a guide: what is proposed and what people have decided, before any click. */
export interface LabelField {
  /** `float32[height, width]`: 0 or more where the label is likely. */
  field: Float32Array;
  /** `uint8[height, width]`: 1 where the label is shown. */
  present: Uint8Array;
}

/**
 * What clicks make of a label without a model for clicks: a Gaussian process over the likeness of patches and along colours corrects
 * the field, a dense CRF moves what comes out onto the edges of the photograph, and only parts that hold a click change.
 *
 * @param likeness `[K, grid, grid]`, a row of S for each click; undefined where no network says it
 * @param followEdges whether the CRF runs
 * @returns `after` and `changed` of a `Correction`, on the pixels of the guide
 */
export function correctField(
  { width, height, crf }: Guide,
  paths: ColourPaths,
  { field, present }: LabelField,
  clicks: readonly GuideClick[],
  {
    likeness,
    followEdges,
  }: {
    likeness: { values: Float32Array; grid: number } | undefined;
    followEdges: boolean;
  },
): Pick<Correction, 'after' | 'changed'> {
  const size = { width, height };
  const distances = distanceToOtherLabel(present, width, height);
  const kernels = clicks.map((click, k) => {
    const reach = REACH * Math.sqrt(distances[click.y * width + click.x]!);
    const n = (likeness?.grid ?? 0) ** 2;
    const row = likeness && {
      values: likeness.values.subarray(k * n, (k + 1) * n),
      ...{ grid: likeness.grid, classes: 1 },
    };
    return clickKernel({ ...click, reach }, size, paths.from(click), row);
  });
  const corrected = clickedField(
    field,
    clicks.map(({ x, y, positive }, k) => ({ at: y * width + x, positive, kernel: kernels[k]! })),
  );
  const logits = corrected.map((value) => value * LOGIT_PER_MARGIN);
  const after = sixteenths(followEdges ? alongEdges(logits) : logits);
  const differs = new Uint8Array(present.length);
  for (let i = 0; i < differs.length; i++) differs[i] = after[i]! >= 0 === (present[i] === 1) ? 0 : 1;
  return { after, changed: clickedParts(differs, size, clicks) };

  function alongEdges(logits: Float32Array): Float32Array {
    for (const { x, y, positive } of clicks)
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const i = ny * width + nx;
          logits[i] = positive ? Math.max(CLICKED, logits[i]!) : Math.min(-CLICKED, logits[i]!);
        }
    return crf.refine(logits, 1);
  }
}
