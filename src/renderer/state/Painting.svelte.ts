import { BACKGROUND, UNTOUCHED, VOID } from '../../shared/labels/labelCodes.ts';
import { findRegion } from '../editor/findRegion.ts';
import type { LabelSampler } from '../editor/LabelSampler.ts';
import type { Rectangle } from '../../shared/labels/Layer.ts';
import type { BrushShape, MayPaint } from '../editor/paintBrush.ts';
import { brushBounds, paintBrush } from '../editor/paintBrush.ts';
import { paintPolygon, polygonBounds } from '../editor/paintPolygon.ts';
import { StrokeRecorder } from '../editor/StrokeRecorder.ts';
import type { Point } from '../editor/View.ts';
import { messages } from '../messages.ts';
import type { DeskState } from './DeskState.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';

export const TOOLS = [
  'pan',
  'brush',
  'eraser',
  'polygon',
  'fill',
  'accept',
  'reject',
  'clear',
  'pick',
] as const;
export type Tool = (typeof TOOLS)[number];

const SMALLEST_RADIUS = 0.5;
const LARGEST_RADIUS = 500;
/** A polygon closes when its first point is clicked, within this many canvas pixels. */
export const CLOSING_DISTANCE = 8;

/** A brush stroke under way. */
interface Stroke {
  image: OpenImage;
  recorder: StrokeRecorder;
  last: Point;
  mayPaint: MayPaint | undefined;
}

/** Tools and what they paint with. One stroke is one entry of the undo history; Escape leaves without one. */
export class Painting {
  private readonly desk: DeskState;
  tool = $state<Tool>('pan');
  /** What is painted: a class, background or void. */
  label = $state(1);
  radius = $state(12);
  shape = $state<BrushShape>('round');
  /** Spare pixels of other classes. */
  protect = $state(false);
  /** Classes whose pixels no tool changes. */
  locked = $state.raw<ReadonlySet<number>>(new Set());
  /** Classes that the overlay leaves out. */
  hidden = $state.raw<ReadonlySet<number>>(new Set());
  /** Corners of the polygon that is being drawn. */
  corners = $state.raw<readonly Point[]>([]);
  private stroke: Stroke | undefined;
  /** Where the last stroke ended: Shift draws a straight line from there. */
  private end: { image: OpenImage; point: Point } | undefined;

  constructor(desk: DeskState) {
    this.desk = desk;
  }

  get painting(): boolean {
    return this.stroke !== undefined;
  }

  choose(tool: Tool): void {
    this.cancel();
    this.tool = tool;
  }

  chooseLabel(label: number): void {
    this.label = label;
    // The other tools do not paint with a label of their own choice.
    if (this.tool !== 'polygon' && this.tool !== 'fill') this.choose('brush');
  }

  resize(factor: number): void {
    const next = this.radius * factor;
    const whole = next >= 4 ? Math.round(next) : Math.round(next * 2) / 2;
    const moved = whole === this.radius ? this.radius + (factor > 1 ? 0.5 : -0.5) : whole;
    this.radius = Math.min(LARGEST_RADIUS, Math.max(SMALLEST_RADIUS, moved));
  }

  toggle(kind: 'locked' | 'hidden', label: number): void {
    const next = new Set(this[kind]);
    if (!next.delete(label)) next.add(label);
    this[kind] = next;
  }

  /** Presses a tool on an image point. */
  press(point: Point, { straight }: { straight: boolean }): void {
    const { image } = this.desk;
    if (!image || this.refused(image)) return;
    if (this.tool === 'brush' || this.tool === 'eraser') this.beginStroke(image, point, straight);
    else if (this.tool === 'polygon') this.corners = [...this.corners, point];
    else this.click(image, { x: Math.floor(point.x), y: Math.floor(point.y) });
  }

  move(point: Point): void {
    const { stroke } = this;
    if (!stroke) return;
    this.paint(stroke, point);
  }

  release(): void {
    const { stroke } = this;
    if (!stroke) return;
    this.stroke = undefined;
    this.end = { image: stroke.image, point: stroke.last };
    this.commit(stroke.image, stroke.recorder);
  }

  /** Leaves a stroke or a polygon without a trace. */
  cancel(): void {
    this.corners = [];
    const area = this.stroke?.recorder.cancel();
    if (area) this.stroke!.image.painted(area);
    this.stroke = undefined;
  }

  /** Fills the polygon that was drawn. */
  closePolygon(): void {
    const { corners } = this;
    const { image } = this.desk;
    this.corners = [];
    if (!image || corners.length < 3) return;
    this.change(image, this.label, polygonBounds(corners), (mayPaint) =>
      paintPolygon(image.layer, corners, { label: this.label, mayPaint }),
    );
  }

  removeCorner(): void {
    this.corners = this.corners.slice(0, -1);
  }

  async step(how: 'undo' | 'redo'): Promise<void> {
    const { image } = this.desk;
    if (!image || image.decided || this.painting) return;
    if (this.corners.length > 0) return this.removeCorner();
    if (how === 'undo' ? image.canUndo : image.canRedo) await this.desk.app.attempt(() => image.step(how));
  }

  private refused(image: OpenImage): boolean {
    if (this.tool === 'pan' || this.tool === 'pick') return false;
    if (image.decided) this.desk.app.notice = messages.reopenToPaint;
    return image.decided;
  }

  private beginStroke(image: OpenImage, point: Point, straight: boolean): void {
    const label = this.tool === 'eraser' ? BACKGROUND : this.label;
    const recorder = new StrokeRecorder(image.layer, label);
    const from = straight && this.end?.image === image ? this.end.point : point;
    this.stroke = { image, recorder, last: from, mayPaint: this.mayPaint(image, label) };
    this.paint(this.stroke, point);
  }

  private paint(stroke: Stroke, to: Point): void {
    const { image, recorder, last: from, mayPaint } = stroke;
    const area = brushBounds(from, to, this.radius);
    recorder.touch(area);
    paintBrush(image.layer, {
      ...{ from, to, radius: this.radius, shape: this.shape, label: recorder.label, mayPaint },
    });
    stroke.last = to;
    image.painted(area);
  }

  /** Tools that act on the pixel, or the region, that is clicked. */
  private click(image: OpenImage, at: { x: number; y: number }): void {
    const { width, height } = image.layer;
    if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return;
    const sampler = this.sampler(image);
    if (this.tool === 'pick') {
      const label = sampler.at(at.x, at.y);
      this.chooseLabel(label);
      return;
    }
    if (this.tool === 'pan') return;
    const region = findRegion(image.layer, this.regionRule(image, sampler), at);
    if (this.tool === 'clear' && region.label === 0) return;
    const values = { fill: this.label, accept: sampler.at(at.x, at.y), reject: BACKGROUND, clear: UNTOUCHED };
    const label = values[this.tool as keyof typeof values];
    this.change(image, label, region, (mayPaint) => {
      for (const index of region.pixels)
        if (!mayPaint || mayPaint(index % width, Math.floor(index / width))) image.layer.data[index] = label;
    });
  }

  /** What hangs together for a tool: equal labels, or for clearing whatever a person painted. */
  private regionRule({ layer }: OpenImage, sampler: LabelSampler): (x: number, y: number) => number {
    if (this.tool !== 'clear') return (x, y) => sampler.at(x, y);
    return (x, y) => (layer.data[y * layer.width + x] === UNTOUCHED ? 0 : 1);
  }

  private change(
    image: OpenImage,
    label: number,
    area: Rectangle,
    work: (mayPaint: MayPaint | undefined) => void,
  ): void {
    const recorder = new StrokeRecorder(image.layer, label === UNTOUCHED ? BACKGROUND : label);
    recorder.touch(area);
    // Clearing gives pixels back to the proposal, which no other class has to be protected from.
    work(this.tool === 'clear' ? undefined : this.mayPaint(image, label));
    image.painted(area);
    this.commit(image, recorder);
  }

  private commit(image: OpenImage, recorder: StrokeRecorder): void {
    const stroke = recorder.finish();
    if (!stroke) return;
    void this.desk.app
      .attempt(() => image.commit(stroke))
      .then((kept) => {
        // What is not saved must not look as if it were.
        if (!kept && this.desk.image === image) void this.desk.open(image.id);
      });
  }

  private sampler(image: OpenImage): LabelSampler {
    return image.sampler(this.desk.project?.voidHalfWidth ?? 0);
  }

  /** Which pixels a tool may change; undefined where all of them. */
  private mayPaint(image: OpenImage, label: number): MayPaint | undefined {
    const { locked, protect } = this;
    if (!protect && locked.size === 0) return undefined;
    const sampler = this.sampler(image);
    const own = label === BACKGROUND ? this.label : label;
    return (x, y) => {
      const present = sampler.at(x, y);
      if (present !== label && locked.has(present)) return false;
      return !protect || present === BACKGROUND || present === VOID || present === own;
    };
  }
}
