import { MOST_SECONDS } from '../../shared/contract/statsRoutes.ts';
import type { CallRoute } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';

/** For so long after something was done somebody is taken to work. */
const WORKS_MS = 10_000;
/** So many seconds are gathered before they are told, unless another image is opened sooner. */
const TOLD_SECONDS = 30;

interface Told {
  id: number;
  seconds: number;
  /** Of the call: one that is made again is counted once. */
  number: string;
}

interface Parts {
  call: CallRoute;
  /** Milliseconds from any beginning. */
  clock: () => number;
  /** The id of the project that is worked on. */
  project: () => string | undefined;
}

/**
 * Counts for how long somebody works on an image: it is open, the page is seen, and something was done in the last ten seconds. That is kept in the project
 * file, and told to nobody else.
 */
export class ActiveTime {
  /** Seconds on the image that is open, since it was opened here. */
  seconds = $state(0);
  private readonly parts: Parts;
  private image: number | undefined;
  private visible = true;
  /** From when on nothing was counted yet, and until when what was done last counts. */
  private since: number;
  private until = -Infinity;
  private gathered = new Map<number, number>();
  private readonly untold: Told[] = [];
  private telling: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
    this.since = parts.clock();
  }

  /** Something was done: a key, the pointer, the wheel. */
  did(): void {
    this.count();
    this.until = this.parts.clock() + WORKS_MS;
    if ((this.gathered.get(this.image ?? -1) ?? 0) >= TOLD_SECONDS) void this.tell();
  }

  /** Another image is looked at now, or none. */
  show(image: number | undefined): void {
    if (image === this.image) return;
    this.count();
    this.image = image;
    this.seconds = 0;
    void this.tell();
  }

  /** Whether the page is seen. */
  setVisible(visible: boolean): void {
    this.count();
    this.visible = visible;
    if (!visible) void this.tell();
  }

  /** Resolves once all that was counted is kept, or cannot be now: it is tried again with what comes. */
  async tell(): Promise<void> {
    this.count();
    for (const [id, seconds] of this.gathered)
      for (let left = seconds; left > 0; left -= MOST_SECONDS)
        this.untold.push({ id, seconds: Math.min(left, MOST_SECONDS), number: crypto.randomUUID() });
    this.gathered = new Map();
    while (this.telling) await this.telling;
    if (this.untold.length === 0) return;
    this.telling = this.send().finally(() => (this.telling = undefined));
    await this.telling;
  }

  private async send(): Promise<void> {
    const project = this.parts.project();
    while (this.untold[0]) {
      const { id, seconds, number } = this.untold[0];
      try {
        await this.parts.call(
          'time.add',
          { id, seconds },
          { number, ...(project !== undefined && { project }) },
        );
      } catch (error) {
        if (!(error instanceof RouteError)) throw error;
        // Nobody needs to hear that a statistic has to wait; what is of another project, or of no image, is dropped.
        if (error.code !== 'other-project' && error.code !== 'not-found') return;
      }
      this.untold.shift();
    }
  }

  private count(): void {
    const now = this.parts.clock();
    const worked = (Math.min(now, this.until) - this.since) / 1000;
    this.since = now;
    if (this.image === undefined || !this.visible || worked <= 0) return;
    this.seconds += worked;
    this.gathered.set(this.image, (this.gathered.get(this.image) ?? 0) + worked);
  }
}
