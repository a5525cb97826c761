import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { ClassStats } from '../../../shared/review/ProjectStats.ts';
import type { ImageLine } from './imageLines.ts';

/** Where classes are, and with which others. */
export class ClassTally {
  private readonly classes: readonly ProjectClass[];
  /** By label, the place in `classes`. */
  private readonly places: ReadonlyMap<number, number>;
  private readonly counts: Omit<ClassStats, 'label' | 'name' | 'colour' | 'share'>[];
  private readonly both: number[][];
  private pixels = 0;

  constructor(classes: readonly ProjectClass[]) {
    this.classes = classes;
    this.places = new Map(classes.map(({ label }, place) => [label, place]));
    this.counts = classes.map(() => ({ tagged: 0, shown: 0, area: 0, components: 0 }));
    this.both = classes.map(() => classes.map(() => 0));
  }

  add({ image, figures }: ImageLine): void {
    for (const label of image.tags ?? []) {
      const place = this.places.get(label);
      if (place !== undefined) this.counts[place]!.tagged += 1;
    }
    if (!figures) return;
    this.pixels += figures.area;
    const there: number[] = [];
    for (const { label, area, components } of figures.classes) {
      const place = this.places.get(label);
      if (place === undefined) continue;
      const count = this.counts[place]!;
      count.shown += 1;
      count.area += area;
      count.components += components;
      there.push(place);
    }
    for (const a of there) for (const b of there) this.both[a]![b]! += 1;
  }

  result(): { classes: ClassStats[]; together: number[][] } {
    const classes = this.classes.map(({ label, name, colour }, place) => {
      const count = this.counts[place]!;
      // Of label maps that are damaged more may be said than there is.
      const share = this.pixels > 0 ? Math.min(1, count.area / this.pixels) : 0;
      return { label, name, colour, ...count, share };
    });
    return { classes, together: this.both };
  }
}
