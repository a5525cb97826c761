import { nearestCorner, nearestEdge } from '../editor/nearestOnPolygon.ts';
import { paintPolygon, polygonBounds } from '../editor/paintPolygon.ts';
import type { Point } from '../editor/View.ts';
import type { Hand, Mark, Press, Tool } from './Tool.ts';

/** How near a press must be, in pixels of the page, to mean a corner or an edge, and how far a corner is dragged at least. */
const CORNER_DISTANCE = 8;
const EDGE_DISTANCE = 5;
const DRAG_DISTANCE = 3;
const FEWEST_CORNERS = 3;

/** What sides a polygon has. */
export interface Sides {
  /** Where a corner goes that is put, or moved, to a point. */
  place(point: Point): Point;
  /**
   * What lies between two corners, without them.
   *
   * @param held the corner that the pointer holds
   */
  between(from: Point, to: Point, held: Point | undefined): readonly Point[];
  /** The polygon is done with. */
  forget(): void;
}
const STRAIGHT: Sides = { place: (point) => point, between: () => [], forget: () => undefined };

/** What is drawn: no corners yet, or any more, is still a polygon under way. */
interface Drawing {
  corners: readonly Point[];
  underWay: boolean;
}
const NOTHING: Drawing = { corners: [], underWay: false };

type Description = Pick<Tool, 'id' | 'icon' | 'key' | 'words' | 'looks' | 'variantOf'>;

/** Fills a polygon with the class in hand: corners are put, dragged, inserted and taken away until it is closed. */
export class PolygonTool implements Tool {
  readonly id: string;
  readonly icon: Tool['icon'];
  readonly key: string;
  readonly words: Tool['words'];
  readonly looks: boolean;
  readonly variantOf: string | undefined;
  readonly cursor = 'crosshair';
  readonly changes = true;
  readonly paintsLabel = true;
  readonly sized = false;
  readonly erases = true;
  private readonly hand: Hand;
  private readonly sides: Sides;
  private drawing = $state.raw(NOTHING);
  /** The corner that the pointer holds, and what was drawn before it was pressed. */
  private held = $state.raw<{
    index: number;
    from: Point;
    moved: boolean;
    before: Drawing;
    closes: boolean;
  }>();
  /** What the last two clicks did, which may turn out to be one double click. */
  private clicks: ('closed' | 'removed' | 'other')[] = [];

  constructor(hand: Hand, what: Description & { sides?: Sides }) {
    this.hand = hand;
    this.sides = what.sides ?? STRAIGHT;
    this.id = what.id;
    this.icon = what.icon;
    this.key = what.key;
    this.words = what.words;
    this.looks = what.looks ?? false;
    this.variantOf = what.variantOf;
  }

  get busy(): boolean {
    return this.drawing.underWay;
  }

  get hint(): string | undefined {
    const { corners, underWay } = this.drawing;
    if (!underWay) return undefined;
    if (corners.length < FEWEST_CORNERS)
      return `${corners.length === 1 ? 'One corner' : `${corners.length} corners`}: three are needed to fill. Escape leaves.`;
    return 'Drag corners, press an edge to add one, right-click to remove one. Enter fills.';
  }

  press({ x, y, erase, alt }: Press): void {
    const at = { x, y };
    const { corners } = this.drawing;
    const before = this.drawing;
    const place = this.sides.place(at);
    const corner = this.cornerAt(at) ?? indexOf(corners, place);
    const removes = erase || alt;
    this.clicks = [...this.clicks.slice(-1), removes ? 'removed' : 'other'];
    if (removes) {
      if (corner !== undefined) this.drawing = { ...before, corners: corners.toSpliced(corner, 1) };
      return;
    }
    const edge = corner === undefined ? this.edgeAt(at) : undefined;
    const index = corner ?? (edge ? edge.index + 1 : corners.length);
    if (corner === undefined) this.drawing = { corners: corners.toSpliced(index, 0, place), underWay: true };
    this.held = { index, from: at, moved: false, before, closes: corner === 0 };
  }

  move({ x, y }: Press): void {
    const { held } = this;
    if (!held || (!held.moved && this.isNear(held.from, { x, y }, DRAG_DISTANCE))) return;
    this.held = { ...held, moved: true };
    this.drawing = {
      ...this.drawing,
      corners: this.drawing.corners.with(held.index, this.sides.place({ x, y })),
    };
  }

  release(): void {
    const { held } = this;
    this.held = undefined;
    if (!held?.closes || held.moved || this.drawing.corners.length < FEWEST_CORNERS) return;
    this.clicks = ['closed'];
    this.finish();
  }

  cancel(): void {
    this.held = undefined;
    this.drawing = NOTHING;
    this.sides.forget();
  }

  withdraw(): void {
    if (this.held) this.drawing = this.held.before;
    this.held = undefined;
  }

  finish(): void {
    const { hand } = this;
    const { corners } = this.drawing;
    if (!hand.image || corners.length < FEWEST_CORNERS) return;
    const { points } = this.outline([...corners, corners[0]!]);
    this.cancel();
    const stroke = hand.begin(hand.label);
    const { layer, label, mayPaint } = stroke;
    stroke.paint(polygonBounds(points), () => paintPolygon(layer, points, { label, mayPaint }));
    stroke.end();
  }

  doubleClick(): void {
    // Of a double click on the first corner, the first click has closed the polygon and the second begun another.
    if (this.clicks[0] === 'closed' && this.drawing.corners.length === 1) this.cancel();
    else if (!this.clicks.includes('removed')) this.finish();
  }

  takeBack(): void {
    this.drawing = { ...this.drawing, corners: this.drawing.corners.slice(0, -1) };
  }

  marks(pointer: Point | undefined): Mark[] {
    const { drawing, held } = this;
    const { corners } = drawing;
    const free = held ? undefined : pointer;
    const over = free && this.cornerAt(free);
    const edge = free && over === undefined ? this.edgeAt(free) : undefined;
    if (corners.length === 0) return [];
    const next =
      over === undefined && !edge ? free && this.sides.place(free) : over === 0 ? corners[0] : undefined;
    return [
      { kind: 'line', points: this.outline(next ? [...corners, next] : corners).points },
      ...(edge ? [{ kind: 'insertion', at: edge.at } as const] : []),
      ...corners.map((at, i): Mark => ({
        kind: 'corner',
        at,
        first: i === 0,
        hot: i === (held?.index ?? over),
      })),
    ];
  }

  private cornerAt(point: Point): number | undefined {
    return nearestCorner(this.drawing.corners, point, CORNER_DISTANCE / this.hand.pageScale);
  }

  private edgeAt(point: Point): { index: number; at: Point } | undefined {
    const { points, starts } = this.outline(this.drawing.corners);
    const edge = nearestEdge(points, point, EDGE_DISTANCE / this.hand.pageScale);
    return edge && { at: edge.at, index: starts.findLastIndex((start) => start <= edge.index) };
  }

  /** Corners with what lies between them, and at which point of it each corner is. */
  private outline(corners: readonly Point[]): { points: readonly Point[]; starts: readonly number[] } {
    const held = this.held && this.drawing.corners[this.held.index];
    const points: Point[] = [];
    const starts = corners.map((corner, i) => {
      const start = points.push(corner) - 1;
      const next = corners[i + 1];
      if (next) points.push(...this.sides.between(corner, next, held));
      return start;
    });
    return { points, starts };
  }

  private isNear(a: Point, b: Point, distance: number): boolean {
    return Math.hypot(a.x - b.x, a.y - b.y) * this.hand.pageScale <= distance;
  }
}

function indexOf(corners: readonly Point[], { x, y }: Point): number | undefined {
  const index = corners.findIndex((corner) => corner.x === x && corner.y === y);
  return index === -1 ? undefined : index;
}
