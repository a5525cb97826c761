import { isClass } from '../../../shared/labels/labelCodes.ts';
import { cohensKappa, kappaOfClass } from './cohensKappa.ts';
import { PairCounts } from './PairCounts.ts';

/** How well two people agree. */
export interface PairAgreement {
  /** Of each class that either has, by label: intersection over union, and kappa of the class against all else (null where chance explains all). */
  classes: { label: number; iou: number; kappa: number | null }[];
  /** Mean IoU of those, background left out; 1 where neither has any. */
  miou: number;
  /** Cohen's kappa over background and classes; null where chance explains all. */
  kappa: number | null;
  /** Pixels that were compared, and those of them that both label differently. */
  pixels: number;
  differing: number;
}

/** What counted pixels say. */
export function pairAgreement(counts: PairCounts): PairAgreement {
  const classes = counts.labels.filter(isClass).map((label) => {
    const both = counts.both(label);
    const iou = both / (counts.one(label) + counts.other(label) - both);
    return { label, iou, kappa: kappaOfClass(counts, label) };
  });
  const sum = classes.reduce((total, { iou }) => total + iou, 0);
  const miou = classes.length > 0 ? sum / classes.length : 1;
  const alike = counts.labels.reduce((total, label) => total + counts.both(label), 0);
  const { pixels } = counts;
  return { classes, miou, kappa: cohensKappa(counts), pixels, differing: pixels - alike };
}

/** How well two label maps `uint8[area]` of one image agree. */
export function agreementOfMaps(one: Uint8Array, other: Uint8Array): PairAgreement {
  const counts = new PairCounts();
  counts.add(one, other);
  return pairAgreement(counts);
}
