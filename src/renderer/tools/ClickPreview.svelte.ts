import type { Correction } from '../../shared/labels/correction.ts';
import { correctedArea, forEachCorrected } from '../../shared/labels/correction.ts';
import { edgePath } from '../editor/edgePath.ts';
import type { ClickAnswers, ClickRequest, Hand } from './Tool.ts';

/** How long the pointer rests on a place before anything is asked. */
const REST_MS = 120;
/** What takes longer is no preview: the click comes before it, and would have to wait for it. */
const FAST_MS = 250;
/** Of so many answers the fastest tells how fast they are: now and then one has a photograph read first. */
const TIMES = 3;

interface Question {
  key: string;
  answer: Promise<ClickAnswers>;
}

/**
 * What a click where the pointer rests would do, asked before it is made: the outline of what would change is shown, and the click
 * finds its answer there. Nothing is asked where answers are slow.
 */
export class ClickPreview {
  private readonly hand: Hand;
  private outline = $state.raw<{ key: string; path: string }>();
  /** What was asked last, for a click or ahead of one. */
  private last: Question | undefined;
  private wanted: ClickRequest | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether something is asked ahead and not answered yet: never more than one thing. */
  private isAsking = false;
  /** What the last answers took, in milliseconds. */
  private readonly times: number[] = [];

  constructor(hand: Hand) {
    this.hand = hand;
  }

  /** Sides of what would change, as an SVG path in image pixels; undefined where nothing is known of what is shown now. */
  get path(): string | undefined {
    const { outline, wanted } = this;
    return outline && wanted && outline.key === this.keyOf(wanted) ? outline.path : undefined;
  }

  /** @param request what a click where the pointer is now would ask; undefined where none is possible */
  rest(request: ClickRequest | undefined): void {
    const key = request && this.keyOf(request);
    if (this.wanted && key === this.keyOf(this.wanted)) return;
    clearTimeout(this.timer);
    this.wanted = request;
    this.outline = undefined;
    // Beyond what is kept with the image, settings may change until somebody comes back to a place.
    if (this.last?.key !== key) this.last = undefined;
    if (request && this.isFast) this.timer = setTimeout(() => void this.look(), REST_MS);
  }

  /**
   * The answer to a click: the one that was asked ahead where it is the same.
   *
   * @throws RouteError
   */
  answer(request: ClickRequest): Promise<ClickAnswers> {
    const { answer } = this.ask(request);
    this.rest(undefined);
    return answer;
  }

  private get isFast(): boolean {
    return this.times.length === 0 || Math.min(...this.times) <= FAST_MS;
  }

  private async look(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    for (let request = this.wanted; request;) {
      const { key, answer } = this.ask(request);
      // What is wrong is told with the click.
      const answers = await answer.catch(() => undefined);
      const isLatest = this.wanted === request;
      if (isLatest && answers)
        this.outline = { key, path: this.pathOf(answers.candidates[0]!, request.label) };
      request = isLatest || !this.isFast ? undefined : this.wanted;
    }
    this.isAsking = false;
  }

  private ask(request: ClickRequest): Question {
    const key = this.keyOf(request);
    if (this.last?.key === key) return this.last;
    const asked: Question = { key, answer: this.timed(request) };
    this.last = asked;
    asked.answer.catch(() => {
      if (this.last === asked) this.last = undefined;
    });
    return asked;
  }

  private async timed(request: ClickRequest): Promise<ClickAnswers> {
    const started = performance.now();
    const answers = await this.hand.correct(request);
    this.times.push(performance.now() - started);
    if (this.times.length > TIMES) this.times.shift();
    return answers;
  }

  private keyOf(request: ClickRequest): string {
    return JSON.stringify([this.hand.image?.shown, request]);
  }

  private pathOf(correction: Correction, label: number): string {
    const { image } = this.hand;
    const size = image?.layer;
    const area = size && correctedArea(correction, size);
    if (!area) return '';
    const changes = new Uint8Array(size.width * size.height);
    const labelAt = (x: number, y: number): number => image.labelAt(x, y);
    forEachCorrected(correction, label, { area, size }, labelAt, (x, y) => {
      changes[y * size.width + x] = 1;
    });
    return edgePath(size, area, (a, b) => (changes[a] ?? 0) !== (changes[b] ?? 0));
  }
}
