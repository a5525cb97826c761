import type { Input, Output } from '../../shared/contract/routes.ts';
import type { Decision } from '../../shared/images/imageState.ts';
import type { CallRoute, UnsentCall, UnsentStore } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { packBytes } from '../api/packBytes.ts';
import { messages } from '../messages/messages.ts';
import type { StrokeOutcome } from '../../shared/contract/imageRoutes.ts';
import type { RecordedStroke } from '../editor/StrokeRecorder.ts';

const TRY_AGAIN_MS = 700;
/** What may pass: nobody answers, another page works, there is no room, the file was moved and may be put back. */
export const PASSING: ReadonlySet<string> = new Set([
  ...['lost', 'locked', 'elsewhere', 'disk-full', 'not-writable', 'project-moved'],
]);
/** What can never be done, whenever it is asked for. */
const NEVER = 'invalid-input';

/** What changes an image's labels, in the order in which it is done. */
type SentRoute = 'stroke.add' | 'stroke.undo' | 'stroke.redo' | DecisionRoute;
export type DecisionRoute = `image.${Decision}` | 'decision.undo' | 'decision.redo';

interface Call extends Omit<UnsentCall, 'input'> {
  route: SentRoute;
  /** The image that it changes. */
  id: number;
  input: Promise<Input<SentRoute>>;
  /** Settles once it is in the store. */
  stored: Promise<unknown>;
  /** Whether it was left by a page that is gone, or refused before. */
  again: boolean;
}
interface Job extends Call {
  done: (outcome: Output<SentRoute>) => void;
  fail: (error: unknown) => void;
}
interface Waiter {
  /** Whether only what was not tried before is waited for. */
  own: boolean;
  done: () => void;
  fail: (error: RouteError) => void;
}

/** What has become of calls that were sent again. */
export interface SentAgain {
  sent: number;
  /** What those were answered with that can never be done, and are forgotten. */
  dropped: RouteError[];
  /** What those were answered with that are kept, and sent another time. */
  kept: RouteError[];
  /** Images that have changed with them. */
  images: ReadonlySet<number>;
}

export interface OutboxParts {
  call: CallRoute;
  store: UnsentStore;
  /** Is told why something has to wait, each time it was tried in vain. */
  onWaiting: (error: RouteError) => void;
  /** Is told that what was answered with these codes is saved now. */
  onSaved: (codes: readonly string[]) => void;
  /** Is told of images that have changed with what was kept before. */
  onLate: (images: ReadonlySet<number>) => void;
  /** Is told that another project is open, or none. */
  onOtherProject: () => void;
}

/**
 * Sends strokes, undo, redo and decisions one after the other, in the order in which they were done. While nobody answers they
 * wait and are tried again, under their number, so that none is done twice; they are kept beyond the life of the page. A
 * stroke that is refused is held with what follows it on its image, and sent again when the image or the project is opened.
 */
export class Outbox {
  private readonly jobs: Job[] = [];
  private held: Call[] = [];
  private working = false;
  private stopped: RouteError | undefined;
  private made = 0;
  private project = '';
  private waiters: Waiter[] = [];
  /** Codes that somebody was told of. */
  private readonly told = new Set<string>();
  private readonly parts: OutboxParts;

  constructor(parts: OutboxParts) {
    this.parts = parts;
  }

  get size(): number {
    return this.jobs.length;
  }
  /** Whether nothing more is sent. */
  get isStopped(): boolean {
    return this.stopped !== undefined;
  }

  stroke(id: number, stroke: RecordedStroke): Promise<StrokeOutcome> {
    const { label, x, y, width, height, clicked = false } = stroke;
    const packed = Promise.all([packBytes(stroke.before), packBytes(stroke.after)]);
    return this.send(
      'stroke.add',
      id,
      packed.then(([before, after]) => ({ id, label, x, y, width, height, before, after, clicked })),
    );
  }

  step(id: number, how: 'undo' | 'redo'): Promise<StrokeOutcome> {
    return this.send(`stroke.${how}`, id, Promise.resolve({ id }));
  }

  /** @param seen key of the proposal that is accepted, null for none */
  decision(id: number, route: DecisionRoute, seen?: string | null): Promise<Output<DecisionRoute>> {
    return this.send(route, id, Promise.resolve({ id, ...(seen !== undefined && { seen }) }));
  }

  /**
   * Resolves once everything is sent, but for what is held.
   *
   * @param own waits only for what was done here and not tried before
   * @throws RouteError where nothing more is sent
   */
  idle({ own = false } = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiters.push({ own, done: resolve, fail: reject });
      this.tellIdle();
    });
  }

  /** Works for a project from now on, and first sends what is held or a page that is gone has left unsent for it. */
  async begin(project: string): Promise<SentAgain> {
    this.project = project;
    const left = await this.parts.store.all(project);
    const held = this.held.filter((call) => call.project === project);
    this.held = [];
    const known = new Set([...this.jobs, ...held].map(({ number }) => number));
    const found = left.filter(({ number }) => !known.has(number)).map(callOf);
    return this.sendAgain([...held, ...found].sort((a, b) => (a.key < b.key ? -1 : 1)));
  }

  /** How many changes of an image were refused and are kept. */
  heldFor(id: number): number {
    return this.held.filter((call) => call.id === id).length;
  }

  /** Sends again what is held for an image. */
  release(id: number): Promise<SentAgain> {
    return this.sendAgain(this.takeHeld(id));
  }

  /** Forgets what is held for an image. */
  async drop(id: number): Promise<void> {
    await Promise.all(this.takeHeld(id).map((call) => this.forget(call)));
  }

  /** Sends nothing more: another project is open. What is unsent stays kept for its own. */
  stop(reason = new RouteError('cancelled', 'Nothing more is sent.')): void {
    this.stopped ??= reason;
    for (const job of this.jobs.splice(0)) job.fail(reason);
    this.tellIdle();
  }

  private send<Route extends SentRoute>(
    route: Route,
    id: number,
    input: Promise<Input<Route>>,
  ): Promise<Output<Route>> {
    const { project } = this;
    const { store, onLate } = this.parts;
    // What is held for the image was done before.
    void this.release(id).then(({ images }) => images.size > 0 && onLate(images));
    const number = crypto.randomUUID();
    const key = `${String(Date.now()).padStart(16, '0')}-${String(this.made++).padStart(8, '0')}`;
    const stored = input.then((plain) => store.put({ key, project, number, route, input: plain }));
    return this.add({ ...{ key, project, number, route, id, input, stored }, again: false }) as Promise<
      Output<Route>
    >;
  }

  private async sendAgain(calls: readonly Call[]): Promise<SentAgain> {
    let sent = 0;
    const [dropped, kept]: [RouteError[], RouteError[]] = [[], []];
    const images = new Set<number>();
    await Promise.all(
      calls.map(async (call) => {
        try {
          await this.add({ ...call, again: true });
          sent += 1;
          images.add(call.id);
        } catch (error) {
          if (!(error instanceof RouteError)) throw error;
          (error.code === NEVER ? dropped : kept).push(error);
        }
      }),
    );
    return { sent, dropped, kept, images };
  }

  private add(call: Call): Promise<Output<SentRoute>> {
    return new Promise((resolve, reject) => {
      if (this.stopped) return reject(this.stopped);
      this.jobs.push({ ...call, done: resolve, fail: reject });
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
        this.remove(job);
        void this.forget(job);
        this.tellSaved();
        job.done(outcome);
      } catch (error) {
        if (!(error instanceof RouteError)) {
          // It stays in the store, for a page that does better.
          this.remove(job);
          job.fail(error);
        } else if (error.code === 'other-project') {
          this.stop(error);
          this.parts.onOtherProject();
        } else if (PASSING.has(error.code)) {
          this.told.add(error.code);
          this.parts.onWaiting(error);
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        } else this.refuse(job, error);
      }
      this.tellIdle();
    }
    this.working = false;
  }

  /** Of what was refused, strokes are held, and what comes after them on their image, so that it stays in its order. */
  private refuse(job: Job, error: RouteError): void {
    const isHeld = error.code !== NEVER && (job.again || job.route === 'stroke.add');
    const followers = isHeld ? this.jobs.filter((other) => other !== job && other.id === job.id) : [];
    for (const each of [job, ...followers]) {
      this.remove(each);
      // A decision that comes after somebody was told of the refusal is theirs to take again.
      const held = isHeld && (!job.again || each.again || each.route === 'stroke.add');
      if (held) this.held.push(each);
      else void this.forget(each);
      if (held && !each.again) this.told.add(error.code);
      each.fail(held && !each.again ? new RouteError(error.code, messages.held(error.message)) : error);
    }
  }

  private remove(job: Job): void {
    const at = this.jobs.indexOf(job);
    if (at !== -1) this.jobs.splice(at, 1);
  }

  private takeHeld(id: number): Call[] {
    const taken = this.held.filter((call) => call.id === id);
    this.held = this.held.filter((call) => call.id !== id);
    return taken;
  }

  private async forget({ key, stored }: Call): Promise<void> {
    await stored.catch(() => undefined);
    await this.parts.store.remove(key);
  }

  private tellSaved(): void {
    const codes = [...this.told].filter((code) => PASSING.has(code) || this.held.length === 0);
    for (const code of codes) this.told.delete(code);
    if (codes.length > 0) this.parts.onSaved(codes);
  }

  private tellIdle(): void {
    const { stopped, waiters } = this;
    const isOver = ({ own }: Waiter): boolean => this.jobs.every(({ again }) => own && again);
    this.waiters = stopped ? [] : waiters.filter((waiter) => !isOver(waiter));
    for (const waiter of waiters) {
      if (stopped) waiter.fail(stopped);
      else if (isOver(waiter)) waiter.done();
    }
  }
}

/** A call as a page that is gone has left it. */
function callOf({ input, route, ...call }: UnsentCall): Call {
  const { id } = input as { id: number };
  const plain = Promise.resolve(input as Input<SentRoute>);
  return { ...call, route: route as SentRoute, id, input: plain, stored: plain, again: true };
}
