import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { guessCentre } from '../models/adcam/adcamManifest.ts';
import type { HeadRequest } from '../models/adcam/jobs.ts';
import type { Head } from '../project/HeadTable.ts';
import { LEAST_EXAMPLES } from './headInForce.ts';
import type { PackClasses } from './PackClasses.ts';

/** Classes that a head proposes alone, because the pack does not know them: those of enough examples. */
export function taughtAlone(
  head: Pick<Head, 'labels' | 'examples'>,
  classes: PackClasses,
  learning: ReadonlySet<number>,
): number[] {
  return head.labels.filter(
    (label, i) =>
      learning.has(label) && head.examples[i]! >= LEAST_EXAMPLES && classes.proposable([label]).length === 0,
  );
}

/**
 * A head as the inference child is asked with it, for an image.
 *
 * @param alone of its classes, those that the image is tagged with and the pack does not know
 * @param learning labels of classes that learn; others are proposed as without a head
 */
export function headRequest(
  head: Head,
  manifest: AdcamManifest,
  {
    classes,
    learning,
    alone,
  }: {
    classes: PackClasses;
    learning: ReadonlySet<number>;
    alone: readonly number[];
  },
): HeadRequest {
  const rowOf = (label: number): number => head.labels.indexOf(label) + 1;
  const known = manifest.classes.map((_, position) => {
    const label = classes.labelNow(position);
    if (label === undefined || !learning.has(label))
      return { row: null, weight: 0, threshold: guessCentre(manifest) };
    const row = rowOf(label);
    return {
      row: row === 0 ? null : row,
      weight: head.weight,
      threshold: row === 0 ? head.threshold : head.thresholds[row - 1]!,
    };
  });
  return {
    weights: head.weights,
    known,
    others: alone.map((label) => ({ row: rowOf(label), threshold: head.thresholds[rowOf(label) - 1]! })),
    ...(head.pooledDepth > 0 && {
      tags: { weights: head.tagWeights, kinds: ['none' as const, ...head.tagRows] },
    }),
  };
}
