import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { Agreement } from '../../../shared/labels/agreement.ts';
import type { ProjectStats } from '../../../shared/review/ProjectStats.ts';

/** Labels against true masks, as far as they were compared. @param left images that are not compared yet */
export function truthStats(
  classes: readonly ProjectClass[],
  known: ReadonlyMap<number, Agreement>,
  left: number,
): ProjectStats['truth'] {
  const sums = new Map<number, { images: number; sum: number }>();
  let [images, sum] = [0, 0];
  for (const { iou, miou } of known.values()) {
    if (miou !== null) [images, sum] = [images + 1, sum + miou];
    for (const item of iou) {
      const own = sums.get(item.label) ?? { images: 0, sum: 0 };
      sums.set(item.label, { images: own.images + 1, sum: own.sum + item.iou });
    }
  }
  return {
    ...{ images, left, mean: images > 0 ? Math.min(1, sum / images) : null },
    classes: classes.flatMap(({ label, name }) => {
      const own = sums.get(label);
      return own ? [{ label, name, images: own.images, iou: Math.min(1, own.sum / own.images) }] : [];
    }),
  };
}
