import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { ProjectStats } from '../../../shared/review/ProjectStats.ts';
import { iouOf, meanIouOf } from '../judging/compareLabels.ts';
import type { ImageLine } from './imageLines.ts';

/** How much of what was proposed stands in what was accepted. */
export class KeptTally {
  private readonly classes: readonly ProjectClass[];
  private readonly pixels = new Map<
    number,
    { images: number; final: number; proposed: number; both: number }
  >();
  /** By where the proposal came from, '' for Camweave's own. */
  private readonly origins = new Map<string, { images: number; sum: number }>();
  private unchanged = 0;

  constructor(classes: readonly ProjectClass[]) {
    this.classes = classes;
  }

  add({ origin = '', figures }: ImageLine): void {
    const compared = figures?.compared;
    if (!compared) return;
    const mean = meanIouOf(compared);
    const own = this.origins.get(origin) ?? { images: 0, sum: 0 };
    this.origins.set(origin, { images: own.images + 1, sum: own.sum + mean });
    if (compared.every(({ final, proposed, both }) => final === both && proposed === both))
      this.unchanged += 1;
    for (const { label, final, proposed, both } of compared) {
      const known = this.pixels.get(label) ?? { images: 0, final: 0, proposed: 0, both: 0 };
      this.pixels.set(label, {
        images: known.images + 1,
        final: known.final + final,
        proposed: known.proposed + proposed,
        both: known.both + both,
      });
    }
  }

  result(): ProjectStats['kept'] {
    let [images, sum] = [0, 0];
    const origins = [...this.origins].map(([origin, own]) => {
      images += own.images;
      sum += own.sum;
      return {
        ...{ origin: origin === '' ? null : origin, images: own.images },
        mean: Math.min(1, own.sum / own.images),
      };
    });
    const classes = this.classes.flatMap(({ label, name }) => {
      const found = this.pixels.get(label);
      return found ? [{ label, name, images: found.images, iou: iouOf(found) }] : [];
    });
    const mean = images > 0 ? Math.min(1, sum / images) : null;
    return { images, mean, classes, unchanged: this.unchanged, origins };
  }
}
