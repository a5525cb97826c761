import type { LabPhoto } from './LabPhoto.ts';
import { LiveWire } from './LiveWire.ts';
import type { Point } from './View.ts';

/** Searches that are kept, each some megabytes: those of the corners beside one that is moved, and of the last one. */
const KEPT = 3;

interface Sight {
  /** The corner that is being moved. */
  held?: Point | undefined;
  photo: LabPhoto;
  /** Of the image, in pixels. */
  size: { width: number; height: number };
  /** Image pixels from one place that is looked at to the next. */
  step: number;
}

/** The sides of a polygon that follows edges: each is found once for its two corners, which are told apart by being the same object. */
export class MagneticSides {
  private readonly found = new WeakMap<Point, { to: Point; points: readonly Point[] }>();
  private readonly wires = new Map<Point, { wire: LiveWire; step: number }>();

  /** What lies between two corners, without them. */
  between(from: Point, to: Point, { held, photo, size, step }: Sight): readonly Point[] {
    const known = this.found.get(from);
    if (known?.to === to) return known.points;
    // From the corner that stays, the search goes on where it was.
    const points =
      from === held
        ? this.wire(to, { photo, size, step }).to(from).toReversed()
        : this.wire(from, { photo, size, step }).to(to);
    this.found.set(from, { to, points });
    return points;
  }

  /** The polygon is done with. */
  forget(): void {
    this.wires.clear();
  }

  private wire(from: Point, { photo, size, step }: Sight): LiveWire {
    const known = this.wires.get(from);
    this.wires.delete(from);
    const kept = known?.step === step ? known : { wire: new LiveWire(photo, size, from, step), step };
    this.wires.set(from, kept);
    for (const oldest of [...this.wires.keys()].slice(0, -KEPT)) this.wires.delete(oldest);
    return kept.wire;
  }
}
