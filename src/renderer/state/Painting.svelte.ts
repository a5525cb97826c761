import { BACKGROUND, FIRST_CLASS, isClass } from '../../shared/labels/labelCodes.ts';
import type { LabelSampler } from '../../shared/labels/LabelSampler.ts';
import type { LabPhoto } from '../editor/LabPhoto.ts';
import type { BrushShape } from '../editor/paintBrush.ts';
import type { ImageObjects } from '../../shared/objects/findObjects.ts';
import type { ObjectEdit } from '../../shared/objects/ObjectEdit.ts';
import type { Point } from '../editor/View.ts';
import { messages } from '../messages/messages.ts';
import { brushSize } from '../tools/brushSize.ts';
import { eraser } from '../tools/eraser.ts';
import { pan } from '../tools/pan.ts';
import type {
  ClickAnswers,
  ClickRequest,
  Hand,
  Mark,
  Press,
  Tool,
  ToolImage,
  ToolStroke,
} from '../tools/Tool.ts';
import { TOOLS } from '../tools/tools.ts';
import type { Clicks } from './Clicks.svelte.ts';
import { classToTake } from './classToTake.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Objects } from './Objects.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { Pixels } from './Pixels.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import { Strokes } from './Strokes.ts';
import type { Tags } from './Tags.ts';
import type { Viewport } from './Viewport.svelte.ts';

const SMALLEST_RADIUS = 0.5;
const LARGEST_RADIUS = 500;

interface Parts {
  notices: Notices;
  project: ProjectState;
  current: CurrentImage;
  viewport: Viewport;
  tags: Tags;
  clicks: Clicks;
  pixels: Pixels;
  objects: Objects;
}

/** Tools that are used for one press, whichever is in hand. */
export type Helper = 'pan' | 'size' | 'eraser';

/** The tool in hand and what it paints with. One stroke is one entry of the undo history; Escape leaves without one. */
export class Painting implements Hand {
  readonly tools: readonly Tool[];
  tool = $state.raw() as Tool;
  /** What is painted. Opening an image takes up one of its classes. */
  label = $state(FIRST_CLASS);
  radius = $state(12);
  shape = $state<BrushShape>('round');
  /** Spare pixels of other classes. */
  protect = $state(false);
  /** Classes whose pixels no tool changes. */
  locked = $state.raw<ReadonlySet<number>>(new Set());
  /** Classes that the overlay leaves out. */
  hidden = $state.raw<ReadonlySet<number>>(new Set());
  /** Whether Space is held, so that every tool moves the image. */
  spaceHeld = $state(false);
  readonly strokes: Strokes;
  private readonly parts: Parts;
  /** The image that a class was last taken up for. */
  private lastImage: number | undefined;
  /** The class that was painted last. */
  lastClass = FIRST_CLASS;
  private readonly helpers: Record<Helper, Tool>;
  /** The tool that follows the pointer, from press to release. */
  private pressed = $state.raw<Tool>();
  private end: { image: OpenImage; point: Point } | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.strokes = new Strokes(parts, this);
    this.tools = TOOLS.map((make) => make(this));
    this.helpers = { pan: pan(this), size: brushSize(this), eraser: eraser(this) };
    this.tool = this.tools[0]!;
  }

  /** The tool that a press would use now. */
  get active(): Tool {
    return this.spaceHeld ? this.helpers.pan : this.tool;
  }
  /** Whether the pointer is held and a tool follows it. */
  get following(): boolean {
    return this.pressed !== undefined;
  }
  /** Whether something is under way that is finished or taken back before anything else happens. */
  get busy(): boolean {
    return this.tool.busy ?? false;
  }
  /** Whether a stroke is under way, which undo and redo must not come between. */
  get stroking(): boolean {
    return this.pressed?.changes ?? false;
  }
  get cursor(): string {
    const { cursor } = this.pressed ?? this.active;
    return this.pressed && cursor === 'grab' ? 'grabbing' : cursor;
  }

  choose(id: string): void {
    this.leave();
    this.tool = this.tools.find((tool) => tool.id === id) ?? this.tool;
    this.readFor(this.parts.current.image);
  }

  /** Takes up a class of an image that was opened: the one that was painted last where it is tagged, else its largest. */
  takeUp(image: OpenImage): void {
    this.readFor(image);
    if (image.id === this.lastImage) return;
    const { classes } = this.parts.project;
    const own = classToTake(image.detail.tags ?? [], image, this.lastClass);
    // While nobody knows what it shows, its proposal may still say it.
    if (own !== undefined || image.scores) this.lastImage = image.id;
    this.label = own ?? (isClass(this.label) ? this.label : this.lastClass);
    if (classes.every(({ label }) => label !== this.label)) this.label = classes[0]?.label ?? BACKGROUND;
  }

  chooseLabel(label: number): void {
    if (label !== this.label) this.tool.leave?.();
    this.label = label;
    // What a person has chosen stays.
    this.lastImage = this.parts.current.image?.id;
    if (isClass(label)) this.lastClass = label;
    if (!this.tool.paintsLabel) this.choose('brush');
  }

  resize(factor: number): void {
    const next = this.radius * factor;
    const whole = next >= 4 ? Math.round(next) : Math.round(next * 2) / 2;
    this.setRadius(whole === this.radius ? this.radius + (factor > 1 ? 0.5 : -0.5) : whole);
  }

  setRadius(radius: number): void {
    this.radius = Math.min(LARGEST_RADIUS, Math.max(SMALLEST_RADIUS, radius));
  }

  toggleShape(): void {
    this.shape = this.shape === 'round' ? 'square' : 'round';
  }

  toggle(kind: 'locked' | 'hidden', label: number): void {
    const next = new Set(this[kind]);
    if (!next.delete(label)) next.add(label);
    this[kind] = next;
  }

  /** @param helper what is used in place of the tool in hand */
  press(press: Press, helper?: Helper): void {
    const tool = helper ? this.helpers[helper] : this.active;
    if (press.erase && !tool.erases) return;
    if (tool.changes && !this.mayChange()) return;
    if (tool.looks && !this.photo) {
      this.readFor(this.parts.current.image);
      this.parts.notices.notice = messages.readingPhotograph;
      return;
    }
    this.pressed = tool;
    void this.parts.notices.attempt(async () => tool.press(press));
  }

  move(press: Press): void {
    this.pressed?.move?.(press);
  }

  /** @param press where the pointer is while none of its buttons is held; undefined where it has left */
  hover(press: Press | undefined): void {
    const { active, parts } = this;
    const isClosed = active.changes && (parts.current.image?.closed ?? true);
    active.hover?.(isClosed ? undefined : press);
  }

  release(): void {
    const tool = this.pressed;
    // It may have been decided while the button was held.
    if (tool?.changes && this.parts.current.image?.closed) return this.withdraw();
    this.pressed = undefined;
    void this.parts.notices.attempt(async () => tool?.release?.());
  }

  /** Leaves what is under way without a trace. */
  cancel(): void {
    this.pressed?.cancel?.();
    this.pressed = undefined;
    this.tool.cancel?.();
  }

  /** The same, but for what a tool keeps when something else is taken up. */
  private leave(): void {
    if (this.busy && this.tool.leave) {
      this.withdraw();
      this.tool.leave();
    } else this.cancel();
  }

  /** Whether the tool has more than one answer to choose from. */
  get hasCandidates(): boolean {
    return (this.tool.candidates ?? 0) > 1;
  }

  /** Shows another of the answers that the tool has, if it has any. */
  nextCandidate(by: 1 | -1): void {
    this.tool.nextCandidate?.(by);
  }

  /** What is proposed has moved: what a tool shows may follow from it. */
  again(): void {
    if (this.busy && this.tool.again) void this.parts.notices.attempt(async () => this.tool.again?.());
  }

  /** Undoes what the press that is held has done, and nothing else that is under way. */
  withdraw(): void {
    const tool = this.pressed;
    this.pressed = undefined;
    if (tool?.withdraw) tool.withdraw();
    else tool?.cancel?.();
  }

  /** Ends what is under way, if anything is. */
  finish(): boolean {
    if (!this.busy) return false;
    this.tool.finish?.();
    return true;
  }

  /** Two quick clicks: ends what is under way where that makes sense. */
  doubleClick(): void {
    this.tool.doubleClick?.();
  }

  /** Takes back the last piece of what is under way, if anything is. */
  takeBack(): boolean {
    if (this.stroking) return true;
    if (!this.busy) return false;
    this.tool.takeBack?.();
    return true;
  }

  marks(pointer: Point | undefined): readonly Mark[] {
    // What is under way stays in sight while the image is moved.
    const tool = this.busy ? this.tool : (this.pressed ?? this.active);
    return tool.marks?.(pointer) ?? [];
  }

  // What tools work with.

  get image(): ToolImage | undefined {
    const { image } = this.parts.current;
    if (!image) return undefined;
    const sampler = this.sampler(image);
    return {
      layer: image.layer,
      get shown() {
        return JSON.stringify([image.id, image.layerVersion, image.proposedKey, image.orderedThresholds]);
      },
      labelAt: (x, y) => sampler.at(x, y),
      originAt: (x, y) => image.originAt(x, y),
    };
  }

  get photo(): LabPhoto | undefined {
    return this.parts.pixels.photo;
  }

  get objects(): ImageObjects | undefined {
    return this.parts.objects.found;
  }

  get objectsShown(): ImageObjects | undefined {
    return this.parts.objects.shown;
  }

  editObjects(edit: ObjectEdit): void {
    void this.parts.objects.edit(edit);
  }

  get pageScale(): number {
    return this.parts.viewport.pageScale;
  }

  get lastEnd(): Point | undefined {
    return this.end?.image === this.parts.current.image ? this.end?.point : undefined;
  }
  set lastEnd(point: Point | undefined) {
    const { image } = this.parts.current;
    this.end = image && point && { image, point };
  }

  correct(request: ClickRequest): Promise<ClickAnswers> {
    return this.parts.clicks.ask(this.parts.current.image!, request);
  }

  panBy(dx: number, dy: number): void {
    this.parts.viewport.panBy(dx, dy);
  }

  begin(label: number, unprotected = false): ToolStroke {
    return this.strokes.begin(this.parts.current.image!, label, unprotected);
  }

  /** Whether the image can be decided or left, with nothing under way that would be lost; says why not. */
  mayLeave(): boolean {
    if (!this.stroking) this.tool.leave?.();
    const isFree = !this.busy && !this.stroking;
    if (!isFree) this.parts.notices.notice = messages.finishFirst;
    return isFree;
  }

  /** Whether labels of the open image can be changed; says why not. */
  mayChange(): boolean {
    const { image } = this.parts.current;
    if (image?.decided) this.parts.notices.notice = messages.reopenToPaint;
    else if (image?.closed) this.parts.notices.notice = messages.changed.closed;
    return image !== undefined && !image.closed;
  }

  /** Has the photograph read where the tool in hand looks at it. */
  private readFor(image: OpenImage | undefined): void {
    if (this.tool.looks) this.parts.pixels.need(image);
  }

  private sampler(image: OpenImage): LabelSampler {
    return image.sampler(this.parts.project.voidHalfWidth);
  }
}
