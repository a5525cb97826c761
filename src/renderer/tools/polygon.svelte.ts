import Pentagon from '@lucide/svelte/icons/pentagon';
import { paintPolygon, polygonBounds } from '../editor/paintPolygon.ts';
import type { Point } from '../editor/View.ts';
import type { Hand, Mark, Press, Tool, ToolMaker } from './Tool.ts';

/** A polygon closes when its first point is clicked, within this many pixels of the page. */
const CLOSING_DISTANCE = 8;

/** Fills a polygon with the class in hand. */
export const polygon: ToolMaker = (hand) => new PolygonTool(hand);

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
  private readonly hand: Hand;
  private corners = $state.raw<readonly Point[]>([]);

  constructor(hand: Hand) {
    this.hand = hand;
  }

  get busy(): boolean {
    return this.corners.length > 0;
  }

  press({ x, y }: Press): void {
    const [first] = this.corners;
    if (first && this.corners.length > 2 && this.isNear(first, { x, y })) this.finish();
    else this.corners = [...this.corners, { x, y }];
  }

  cancel(): void {
    this.corners = [];
  }

  finish(): void {
    const { corners, hand } = this;
    this.corners = [];
    if (!hand.image || corners.length < 3) return;
    const stroke = hand.begin(hand.label);
    const { layer, label, mayPaint } = stroke;
    stroke.paint(polygonBounds(corners), () => paintPolygon(layer, corners, { label, mayPaint }));
    stroke.end();
  }

  doubleClick(): void {
    if (this.corners.length > 2) this.finish();
  }

  takeBack(): void {
    this.corners = this.corners.slice(0, -1);
  }

  marks(pointer: Point | undefined): Mark[] {
    const { corners } = this;
    if (corners.length === 0) return [];
    return [
      { kind: 'line', points: pointer ? [...corners, pointer] : corners },
      ...corners.map((at, i): Mark => ({ kind: 'corner', at, first: i === 0 })),
    ];
  }

  private isNear(corner: Point, point: Point): boolean {
    return Math.hypot(corner.x - point.x, corner.y - point.y) * this.hand.pageScale <= CLOSING_DISTANCE;
  }
}
