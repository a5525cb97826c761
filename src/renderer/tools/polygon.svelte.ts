import Pentagon from '@lucide/svelte/icons/pentagon';
import { nearestCorner, nearestEdge } from '../editor/nearestOnPolygon.ts';
import { paintPolygon, polygonBounds } from '../editor/paintPolygon.ts';
import type { Point } from '../editor/View.ts';
import type { Hand, Mark, Press, Tool, ToolMaker } from './Tool.ts';

/** How near a press must be, in pixels of the page, to mean a corner or an edge, and how far a corner is dragged at least. */
const CORNER_DISTANCE = 8;
const EDGE_DISTANCE = 5;
const DRAG_DISTANCE = 3;
const FEWEST_CORNERS = 3;

/** Fills a polygon with the class in hand. */
export const polygon: ToolMaker = (hand) => new PolygonTool(hand);

/** What is drawn: no corners yet, or any more, is still a polygon under way. */
interface Drawing {
  corners: readonly Point[];
  underWay: boolean;
}
const NOTHING: Drawing = { corners: [], underWay: false };

class PolygonTool implements Tool {
  readonly id = 'polygon';
  readonly icon = Pentagon;
  readonly key = 'P';
  readonly words = {
    name: 'Polygon',
    hint: 'Click corners; click the first one, or press Enter, to fill. Escape leaves.',
  };
  readonly cursor = 'crosshair';
  readonly changes = true;
  readonly paintsLabel = true;
  readonly sized = false;
  readonly erases = true;
  private readonly hand: Hand;
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

  constructor(hand: Hand) {
    this.hand = hand;
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
    const corner = this.cornerAt(at);
    const removes = erase || alt;
    this.clicks = [...this.clicks.slice(-1), removes ? 'removed' : 'other'];
    if (removes) {
      if (corner !== undefined) this.drawing = { ...before, corners: corners.toSpliced(corner, 1) };
      return;
    }
    const edge = corner === undefined ? this.edgeAt(at) : undefined;
    const index = corner ?? (edge ? edge.index + 1 : corners.length);
    if (corner === undefined) this.drawing = { corners: corners.toSpliced(index, 0, at), underWay: true };
    this.held = { index, from: at, moved: false, before, closes: corner === 0 };
  }

  move({ x, y }: Press): void {
    const { held } = this;
    if (!held || (!held.moved && this.isNear(held.from, { x, y }, DRAG_DISTANCE))) return;
    this.held = { ...held, moved: true };
    this.drawing = { ...this.drawing, corners: this.drawing.corners.with(held.index, { x, y }) };
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
  }

  withdraw(): void {
    if (this.held) this.drawing = this.held.before;
    this.held = undefined;
  }

  finish(): void {
    const { hand } = this;
    const { corners } = this.drawing;
    if (!hand.image || corners.length < FEWEST_CORNERS) return;
    this.cancel();
    const stroke = hand.begin(hand.label);
    const { layer, label, mayPaint } = stroke;
    stroke.paint(polygonBounds(corners), () => paintPolygon(layer, corners, { label, mayPaint }));
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
    const next = over === undefined && !edge ? free : over === 0 ? corners[0] : undefined;
    if (corners.length === 0) return [];
    return [
      { kind: 'line', points: next ? [...corners, next] : corners },
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
    return nearestEdge(this.drawing.corners, point, EDGE_DISTANCE / this.hand.pageScale);
  }

  private isNear(a: Point, b: Point, distance: number): boolean {
    return Math.hypot(a.x - b.x, a.y - b.y) * this.hand.pageScale <= distance;
  }
}
