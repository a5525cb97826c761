import MousePointerClick from '@lucide/svelte/icons/mouse-pointer-click';
import type { Correction } from '../../shared/labels/correction.ts';
import { correctedArea, forEachCorrected } from '../../shared/labels/correction.ts';
import type { Point } from '../editor/View.ts';
import { ClickPreview } from './ClickPreview.svelte.ts';
import type { ClickRequest, Hand, Mark, Press, Tool, ToolMaker, ToolStroke } from './Tool.ts';

/** How far the pointer moves at least, in pixels of the page, to draw a box. */
const BOX_DISTANCE = 6;

/** Corrects the class in hand by clicks: what is missing is added, what is too much is taken away. */
export const click: ToolMaker = (hand) => new ClickTool(hand);

/** What was asked, and what was answered: its candidates, and which of them is shown. */
interface Step {
  request: ClickRequest;
  candidates: readonly Correction[];
  shown: number;
}

class ClickTool implements Tool {
  readonly id = 'click';
  readonly icon = MousePointerClick;
  readonly key = 'S';
  readonly words = {
    name: 'Correct by clicks',
    hint: 'Click what is missing, right-click what is too much; drag a box around an object.',
  };
  readonly cursor = 'crosshair';
  readonly changes = true;
  readonly paintsLabel = true;
  readonly sized = false;
  readonly erases = true;
  private readonly hand: Hand;
  /** What was answered so far, one entry for each click or box. */
  private steps = $state.raw<readonly Step[]>([]);
  /** What is asked and not answered yet. */
  private asked = $state.raw<ClickRequest>();
  private pressed = $state.raw<{ at: Point; canvas: Point; positive: boolean; to: Point; isBox: boolean }>();
  private readonly preview: ClickPreview;
  private stroke: ToolStroke | undefined;
  /** Counts questions: only the last one's answer counts. */
  private turn = 0;
  /** Whether the next answer is kept as soon as it is there: Enter came before it. */
  private keepsAnswer = false;

  constructor(hand: Hand) {
    this.hand = hand;
    this.preview = new ClickPreview(hand);
  }

  get busy(): boolean {
    return this.steps.length > 0 || this.asked !== undefined;
  }

  get hint(): string | undefined {
    const last = this.steps.at(-1);
    if (this.asked) return 'Looking …';
    if (!last) return undefined;
    const { candidates, shown } = last;
    const others =
      candidates.length > 1 ? `Tab: another region (${shown + 1} of ${candidates.length}). ` : '';
    return `${others}Click on, Backspace takes the last click back, Enter keeps it, Escape leaves.`;
  }

  press({ x, y, canvas, erase, alt }: Press): void {
    this.pressed = {
      ...{ at: { x, y }, to: { x, y }, canvas, positive: !(erase || alt), isBox: false },
    };
  }

  hover(press: Press | undefined): void {
    this.preview.rest(press && !this.asked ? this.requestOf(press) : undefined);
  }

  move({ x, y, canvas }: Press): void {
    const { pressed } = this;
    if (!pressed) return;
    const moved = Math.hypot(canvas.x - pressed.canvas.x, canvas.y - pressed.canvas.y);
    this.pressed = {
      ...pressed,
      to: { x, y },
      isBox: pressed.isBox || (pressed.positive && moved > BOX_DISTANCE),
    };
  }

  /** Not before: it may have been the first of two fingers, or become a box. */
  release(): Promise<void> | void {
    const { pressed } = this;
    this.pressed = undefined;
    if (!pressed) return;
    const { at, to, positive, isBox } = pressed;
    // A box begins another correction: what was shown until then is not lost.
    if (isBox) this.keep();
    if (!isBox) return this.ask(this.requestOf({ ...at, erase: !positive, alt: false }));
    return this.ask({
      ...{ label: this.hand.label, clicks: [] },
      box: { x0: at.x, y0: at.y, x1: to.x, y1: to.y },
    });
  }

  /** What one more click asks. */
  private requestOf({ x, y, erase, alt }: Pick<Press, 'x' | 'y' | 'erase' | 'alt'>): ClickRequest {
    const before = this.asked ?? this.steps.at(-1)?.request;
    return {
      label: before?.label ?? this.hand.label,
      clicks: [...(before?.clicks ?? []), { x, y, positive: !(erase || alt) }],
      box: before?.box ?? null,
    };
  }

  withdraw(): void {
    this.pressed = undefined;
  }

  cancel(): void {
    this.pressed = undefined;
    this.leaveAnswers();
    this.stroke?.cancel();
    this.stroke = undefined;
  }

  finish(): void {
    if (this.asked) {
      this.keepsAnswer = true;
      return;
    }
    this.keep();
  }

  /** Keeps what is shown; what has not been answered is not waited for. */
  private keep(): void {
    const { stroke } = this;
    this.leaveAnswers();
    this.stroke = undefined;
    stroke?.end(true);
  }

  /** The next tool, class or image keeps what is shown. */
  leave(): void {
    this.keep();
  }

  takeBack(): void {
    if (this.asked) {
      this.turn += 1;
      this.asked = undefined;
      this.keepsAnswer = false;
      return;
    }
    this.steps = this.steps.slice(0, -1);
    this.show();
  }

  get candidates(): number {
    return this.steps.at(-1)?.candidates.length ?? 0;
  }

  nextCandidate(by: 1 | -1): void {
    const last = this.steps.at(-1);
    if (!last) return;
    const count = last.candidates.length;
    this.steps = this.steps.with(-1, { ...last, shown: (last.shown + by + count) % count });
    this.show();
  }

  /** Asks anew, because what is proposed has moved. */
  async again(): Promise<void> {
    const request = this.asked ?? this.steps.at(-1)?.request;
    // What lies before was answered for what was there before.
    if (request) await this.ask(request, { replaces: true });
  }

  marks(): Mark[] {
    const { pressed } = this;
    const request = this.asked ?? this.steps.at(-1)?.request;
    const box = pressed?.isBox
      ? { x0: pressed.at.x, y0: pressed.at.y, x1: pressed.to.x, y1: pressed.to.y }
      : (request?.box ?? undefined);
    const { path } = this.preview;
    const isNew = (i: number): boolean => this.asked !== undefined && i === request!.clicks.length - 1;
    return [
      ...(path ? [{ kind: 'preview', path } as const] : []),
      ...(box ? [{ kind: 'box', ...box } as const] : []),
      ...(request?.clicks ?? []).map((at, i): Mark => ({
        ...{ kind: 'click', at, positive: at.positive, waiting: isNew(i) },
      })),
    ];
  }

  private async ask(request: ClickRequest, { replaces = false } = {}): Promise<void> {
    const turn = ++this.turn;
    this.asked = request;
    try {
      const { candidates } = await this.preview.answer(request);
      if (turn !== this.turn) return;
      const before = replaces ? this.steps.slice(0, -1) : this.steps;
      const shown = Math.min(replaces ? (this.steps.at(-1)?.shown ?? 0) : 0, candidates.length - 1);
      this.asked = undefined;
      this.steps = [...before, { request, candidates, shown }];
      this.show();
    } finally {
      if (turn === this.turn) {
        this.asked = undefined;
        if (this.keepsAnswer) this.keep();
      }
    }
  }

  /** Paints what the last answer says over what was there before the first click. */
  private show(): void {
    const { hand } = this;
    this.stroke?.cancel();
    this.stroke = undefined;
    const last = this.steps.at(-1);
    const { image } = hand;
    if (!last || !image) return;
    const correction = last.candidates[last.shown]!;
    const { label } = last.request;
    const stroke = hand.begin(label);
    this.stroke = stroke;
    const { layer, mayPaint } = stroke;
    const area = correctedArea(correction, layer);
    if (!area) return;
    const labelAt = (x: number, y: number): number => image.labelAt(x, y);
    stroke.paint(area, () =>
      forEachCorrected(correction, label, { area, size: layer }, labelAt, (x, y, next) => {
        if (!mayPaint || mayPaint(x, y)) layer.data[y * layer.width + x] = next;
      }),
    );
  }

  private leaveAnswers(): void {
    this.preview.rest(undefined);
    this.turn += 1;
    this.keepsAnswer = false;
    this.asked = undefined;
    this.steps = [];
  }
}
