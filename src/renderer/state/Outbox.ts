import type { Input, Output } from '../../shared/contract/routes.ts';
import type { Decision } from '../../shared/images/imageState.ts';
import type { CallRoute, UnsentCall, UnsentStore } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { packBytes } from '../api/packBytes.ts';
import type { StrokeOutcome } from '../../shared/contract/imageRoutes.ts';
import type { RecordedStroke } from '../editor/StrokeRecorder.ts';

const TRY_AGAIN_MS = 700;
/** What may pass: nobody answers, another page works, there is no room, the file was moved and may be put back. */
const PASSING = new Set(['lost', 'locked', 'elsewhere', 'disk-full', 'not-writable', 'project-moved']);

/** What changes an image's labels, in the order in which it is done. */
type SentRoute = 'stroke.add' | 'stroke.undo' | 'stroke.redo' | DecisionRoute;
export type DecisionRoute = `image.${Decision}` | 'decision.undo' | 'decision.redo';

interface Job extends Omit<UnsentCall, 'input'> {
  route: SentRoute;
  input: Promise<Input<SentRoute>>;
  done: (outcome: Output<SentRoute>) => void;
  fail: (error: unknown) => void;
}

export interface OutboxParts {
  call: CallRoute;
  store: UnsentStore;
  /** Is told why something has to wait, each time it was tried in vain. */
  onWaiting: (error: RouteError) => void;
}

/**
 * Sends strokes, undo, redo and decisions one after the other, in the order in which they were done. While nobody answers they
 * wait and are tried again, under their number, so that none is done twice; they are kept beyond the life of the page.
 */
export class Outbox {
  private readonly jobs: Job[] = [];
  private working = false;
  private stopped = false;
  private made = 0;
  private project = '';
  private readonly onIdle: (() => void)[] = [];
  private readonly parts: OutboxParts;

  constructor(parts: OutboxParts) {
    this.parts = parts;
  }

  get size(): number {
    return this.jobs.length;
  }
  /** Whether nothing more is sent. */
  get isStopped(): boolean {
    return this.stopped;
  }

  stroke(id: number, stroke: RecordedStroke): Promise<StrokeOutcome> {
    const { label, x, y, width, height } = stroke;
    const packed = Promise.all([packBytes(stroke.before), packBytes(stroke.after)]);
    return this.send(
      'stroke.add',
      packed.then(([before, after]) => ({ id, label, x, y, width, height, before, after })),
    );
  }

  step(id: number, how: 'undo' | 'redo'): Promise<StrokeOutcome> {
    return this.send(`stroke.${how}`, Promise.resolve({ id }));
  }

  decision(id: number, route: DecisionRoute): Promise<Output<DecisionRoute>> {
    return this.send(route, Promise.resolve({ id }));
  }

  /** Resolves once everything is sent. */
  idle(): Promise<void> {
    if (this.jobs.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.onIdle.push(resolve));
  }

  /**
   * Works for a project from now on, and first sends what a page that is gone has left unsent for it.
   *
   * @returns how many of those were taken, and what those that were not were answered with
   */
  async begin(project: string): Promise<{ sent: number; refused: RouteError[] }> {
    this.project = project;
    const known = new Set(this.jobs.map(({ number }) => number));
    const left = (await this.parts.store.all(project)).filter(({ number }) => !known.has(number));
    let sent = 0;
    const refused: RouteError[] = [];
    await Promise.all(
      left.map(async ({ input, ...call }) => {
        try {
          const route = call.route as SentRoute;
          await this.add({ ...call, route }, Promise.resolve(input as Input<SentRoute>));
          sent += 1;
        } catch (error) {
          if (!(error instanceof RouteError)) throw error;
          refused.push(error);
        }
        await this.parts.store.remove(call.key);
      }),
    );
    return { sent, refused };
  }

  /** Sends nothing more: another project is open. What is unsent stays kept for its own. */
  stop(): void {
    this.stopped = true;
  }

  private send<Route extends SentRoute>(route: Route, input: Promise<Input<Route>>): Promise<Output<Route>> {
    const { project } = this;
    const number = crypto.randomUUID();
    const key = `${String(Date.now()).padStart(16, '0')}-${String(this.made++).padStart(8, '0')}`;
    const sent = this.add({ key, project, number, route }, input);
    const { store } = this.parts;
    const kept = input.then((plain) => store.put({ key, project, number, route, input: plain }));
    const forget = (): Promise<void> => kept.then(() => store.remove(key));
    void sent.then(forget, forget);
    return sent as Promise<Output<Route>>;
  }

  private add(
    call: Omit<Job, 'input' | 'done' | 'fail'>,
    input: Promise<Input<SentRoute>>,
  ): Promise<Output<SentRoute>> {
    return new Promise((resolve, reject) => {
      this.jobs.push({ ...call, input, done: resolve, fail: reject });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let job = this.jobs[0]; job && !this.stopped; job = this.jobs[0]) {
      const { number, project } = job;
      try {
        const outcome = await this.parts.call(job.route, await job.input, { number, project });
        this.jobs.shift();
        job.done(outcome);
      } catch (error) {
        if (error instanceof RouteError && error.code === 'other-project') this.stop();
        else if (error instanceof RouteError && PASSING.has(error.code)) {
          this.parts.onWaiting(error);
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        } else {
          this.jobs.shift();
          job.fail(error);
        }
      }
    }
    this.working = false;
    if (this.stopped) return;
    for (const tell of this.onIdle.splice(0)) tell();
  }
}
