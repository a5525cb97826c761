import Ungroup from '@lucide/svelte/icons/ungroup';
import type { Layer } from '../../shared/labels/Layer.ts';
import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import { MOST_CORNERS } from '../../shared/objects/ObjectEdit.ts';
import type { Point } from '../editor/View.ts';
import { objectMarks, outlineMark } from './objectMarks.ts';
import { pixelUnder } from './pixelUnder.ts';
import type { Hand, Mark, Press, Tool } from './Tool.ts';

/** In pixels of the page: how far a drag goes at least, how far its corners are apart, and two seeds of a region. */
const DRAG_DISTANCE = 4;
const CORNER_DISTANCE = 2;
const SEED_DISTANCE = 6;

const WORDS = {
  name: 'Objects',
  hint: 'Drag a line through a region to part it, or click each of two things in it; Shift joins.',
};

/** Parts regions into objects, and joins them: by a line, by a click on each of two things, and with Shift. */
export class ObjectsTool implements Tool {
  readonly id = 'objects';
  readonly icon: Tool['icon'] = Ungroup;
  readonly key = 'J';
  readonly words = WORDS;
  readonly cursor = 'crosshair';
  readonly changes = true;
  readonly paintsLabel = false;
  readonly sized = false;
  private readonly hand: Hand;
  /** The line that is drawn now, and whether it joins. */
  private line = $state.raw<readonly Point[]>([]);
  private joins = $state(false);
  /** Where an object was clicked. */
  private chosen = $state.raw<{ at: Point; layer: Layer }>();
  private shown: { found: ImageObjects; marks: readonly Mark[]; outlines: Map<number, Mark> } | undefined;

  constructor(hand: Hand) {
    this.hand = hand;
  }

  get busy(): boolean {
    return this.chosenId !== 0;
  }

  get hint(): string | undefined {
    return this.busy
      ? 'Click another thing in it to part it, Shift+click another object to join it. Escape leaves.'
      : undefined;
  }

  press({ x, y, straight }: Press): void {
    this.line = [{ x, y }];
    this.joins = straight;
  }

  move({ x, y }: Press): void {
    const last = this.line.at(-1);
    if (!last || this.distance(last, { x, y }) < CORNER_DISTANCE) return;
    const line = this.joins ? this.line.slice(0, 1) : this.line;
    // Of a line with very many corners every second one says as much.
    const kept = line.length < MOST_CORNERS ? line : line.filter((_, i) => i % 2 === 0);
    this.line = [...kept, { x, y }];
  }

  release(): void {
    const { hand, line, joins } = this;
    const [first, last] = [line[0], line.at(-1)];
    this.line = [];
    if (!hand.image || !first || !last) return;
    const isDrag = line.some((point) => this.distance(first, point) >= DRAG_DISTANCE);
    if (!isDrag) return this.click(first, joins);
    this.chosen = undefined;
    hand.editObjects(joins ? { kind: 'join', points: [first, last] } : { kind: 'cut', points: [...line] });
  }

  cancel(): void {
    this.line = [];
    this.chosen = undefined;
  }

  withdraw(): void {
    this.line = [];
  }

  finish(): void {
    this.chosen = undefined;
  }

  leave(): void {
    this.chosen = undefined;
  }

  takeBack(): void {
    this.chosen = undefined;
  }

  marks(): readonly Mark[] {
    const { hand, line } = this;
    const drawing: Mark[] = line.length > 1 ? [{ kind: 'line', points: line }] : [];
    const found = hand.objectsShown;
    if (!hand.image || !found) return drawing;
    const { layer } = hand.image;
    if (this.shown?.found !== found)
      this.shown = { found, marks: objectMarks(layer, found), outlines: new Map() };
    const { marks, outlines } = this.shown;
    const { chosenId } = this;
    if (chosenId !== 0 && !outlines.has(chosenId))
      outlines.set(chosenId, outlineMark(layer, found, chosenId));
    const outline = outlines.get(chosenId);
    return [...(outline ? [outline] : []), ...marks, ...drawing];
  }

  private click(at: Point, joins: boolean): void {
    const { hand, chosen, chosenId } = this;
    const id = this.idAt(at);
    const isFirst = !chosen || chosenId === 0 || id === 0;
    const isTwice = chosen && id === chosenId && this.distance(chosen.at, at) < SEED_DISTANCE;
    this.chosen = id === 0 || !hand.image ? undefined : { at, layer: hand.image.layer };
    if (isFirst || isTwice || (joins ? id === chosenId : id !== chosenId)) return;
    this.chosen = undefined;
    hand.editObjects({ kind: joins ? 'join' : 'seeds', points: [chosen.at, at] });
  }

  /** The object that was clicked, as it is now; 0 for none. */
  private get chosenId(): number {
    const { chosen, hand } = this;
    return chosen && chosen.layer === hand.image?.layer ? this.idAt(chosen.at) : 0;
  }

  private idAt(point: Point): number {
    const under = pixelUnder(this.hand, point);
    return under ? (this.hand.objects?.ids[under.y * under.image.layer.width + under.x] ?? 0) : 0;
  }

  private distance(a: Point, b: Point): number {
    return Math.hypot(a.x - b.x, a.y - b.y) * this.hand.pageScale;
  }
}

export const objects = (hand: Hand): Tool => new ObjectsTool(hand);
