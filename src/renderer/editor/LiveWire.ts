import { edgeStrength } from './edgeStrength.ts';
import type { LabPhoto } from './LabPhoto.ts';
import type { Point } from './View.ts';

/** How far a wire reaches, in places of its grid; from there on it is straight. */
const REACH = 240;

export interface WireRule {
  /** Strength at which a place costs half of what it does where nothing changes. */
  half: number;
  /** What a place costs at least, as a share of that. */
  least: number;
}
/** Chosen on photographs with true masks (docs/design.md). */
export const WIRE_RULE: WireRule = { half: 4, least: 0.3 };

/** What a place costs where nothing changes, and steps along rows and across corners, whose lengths are as 1 to the root of 2. */
const DEAREST = 200;
const [ALONG, ACROSS] = [5, 7];
const BUCKETS = 2048;
const WAYS = [...[-1, 0, 1, 0, 0, -1, 0, 1], ...[-1, -1, 1, -1, -1, 1, 1, 1]] as const;

/**
 * The cheapest ways from a corner along the edges of a photograph: Mortensen and Barrett, "Intelligent Scissors for Image
 * Composition", 1995. Dijkstra's search goes on from where it was with every place that is asked for, and no further.
 */
export class LiveWire {
  private readonly photo: LabPhoto;
  private readonly step: number;
  private readonly rule: WireRule;
  /** The window, in places of the grid. */
  private readonly left: number;
  private readonly top: number;
  private readonly width: number;
  private readonly height: number;
  private readonly cost: Uint8Array;
  private readonly length: Int32Array;
  /** Where the way to a place comes from: its index in WAYS, plus one; and bit 4 once that is final. */
  private readonly cameBy: Uint8Array;
  private readonly buckets: number[][] = Array.from({ length: BUCKETS }, () => []);
  private waiting = 0;
  private now = 0;

  /**
   * @param size of the image, in pixels
   * @param from where the wires begin: an image point on it
   * @param step image pixels from one place of the grid to the next
   */
  constructor(
    photo: LabPhoto,
    size: { width: number; height: number },
    from: Point,
    step: number,
    rule = WIRE_RULE,
  ) {
    this.photo = photo;
    this.step = step;
    this.rule = rule;
    const [column, row] = [Math.floor(from.x / step), Math.floor(from.y / step)];
    this.left = Math.max(0, column - REACH);
    this.top = Math.max(0, row - REACH);
    this.width = Math.min(Math.ceil(size.width / step) - 1, column + REACH) - this.left + 1;
    this.height = Math.min(Math.ceil(size.height / step) - 1, row + REACH) - this.top + 1;
    const places = this.width * this.height;
    this.cost = new Uint8Array(places);
    this.length = new Int32Array(places).fill(2 ** 31 - 1);
    this.cameBy = new Uint8Array(places);
    const first = this.placeOf(from)!;
    this.length[first] = 0;
    this.put(first, 0);
  }

  /** What lies between the corner and a point, in that order and without the two: nothing where that is out of reach. */
  to(point: Point): Point[] {
    const goal = this.placeOf(point);
    if (goal === undefined) return [];
    this.searchUpTo(goal);
    const { step, left, top, width } = this;
    const points: Point[] = [];
    let lastWay = -1;
    for (let at = goal, way; (way = (this.cameBy[at]! & 15) - 1) >= 0; lastWay = way) {
      const column = at % width;
      const row = (at - column) / width;
      // Along a straight piece its ends are enough.
      if (way !== lastWay && at !== goal)
        points.push({ x: (left + column + 0.5) * step, y: (top + row + 0.5) * step });
      at -= WAYS[2 * way + 1]! * width + WAYS[2 * way]!;
    }
    return points.reverse();
  }

  private searchUpTo(goal: number): void {
    const { width, height, length, cameBy } = this;
    while (!(cameBy[goal]! & 16) && this.waiting > 0) {
      const bucket = this.buckets[this.now % BUCKETS]!;
      const at = bucket.pop();
      if (at === undefined) {
        this.now += 1;
        continue;
      }
      this.waiting -= 1;
      if (cameBy[at]! & 16) continue;
      cameBy[at]! |= 16;
      const column = at % width;
      const row = (at - column) / width;
      for (let way = 0; way < 8; way++) {
        const dx = WAYS[2 * way]!;
        const dy = WAYS[2 * way + 1]!;
        if (column + dx < 0 || column + dx >= width || row + dy < 0 || row + dy >= height) continue;
        const next = at + dy * width + dx;
        if (cameBy[next]! & 16) continue;
        const reached = length[at]! + this.costOf(next, column + dx, row + dy) * (way < 4 ? ALONG : ACROSS);
        if (reached >= length[next]!) continue;
        length[next] = reached;
        cameBy[next] = way + 1;
        this.put(next, reached);
      }
    }
  }

  private put(place: number, length: number): void {
    this.buckets[length % BUCKETS]!.push(place);
    this.waiting += 1;
  }

  /** In 1..DEAREST; computed when it is asked for first. */
  private costOf(place: number, column: number, row: number): number {
    const known = this.cost[place]!;
    if (known > 0) return known;
    const { step, rule } = this;
    const middle = (step - 1) / 2;
    const strength = edgeStrength(
      this.photo,
      (this.left + column) * step + middle,
      (this.top + row) * step + middle,
      step,
    );
    const share = rule.least + (1 - rule.least) / (1 + (strength / rule.half) ** 2);
    return (this.cost[place] = Math.max(1, Math.round(DEAREST * share)));
  }

  private placeOf({ x, y }: Point): number | undefined {
    const column = Math.floor(x / this.step) - this.left;
    const row = Math.floor(y / this.step) - this.top;
    const inside = column >= 0 && row >= 0 && column < this.width && row < this.height;
    return inside ? row * this.width + column : undefined;
  }
}
