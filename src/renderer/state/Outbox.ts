import type { CallRoute } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { packBytes } from '../api/packBytes.ts';
import type { StrokeOutcome } from '../../shared/contract/imageRoutes.ts';
import type { RecordedStroke } from '../editor/StrokeRecorder.ts';

const TRY_AGAIN_MS = 700;
/** What may pass: nobody answers, another page works, there is no room. */
const PASSING = new Set(['lost', 'elsewhere', 'disk-full', 'not-writable']);

interface Job {
  /** Sends, and returns how to tell whoever waits. */
  run: () => Promise<() => void>;
  fail: (error: unknown) => void;
}

/**
 * Sends strokes, undo and redo one after the other, in the order in which they were done. While nobody answers they
 * wait and are tried again; nothing is dropped.
 */
export class Outbox {
  private readonly jobs: Job[] = [];
  private working = false;
  private readonly onIdle: (() => void)[] = [];
  private readonly call: CallRoute;
  private readonly onWaiting: (error: RouteError) => void;

  /** @param onWaiting is told why something has to wait, each time it was tried in vain */
  constructor(call: CallRoute, onWaiting: (error: RouteError) => void) {
    this.call = call;
    this.onWaiting = onWaiting;
  }

  get size(): number {
    return this.jobs.length;
  }

  stroke(id: number, stroke: RecordedStroke): Promise<StrokeOutcome> {
    const { label, x, y, width, height } = stroke;
    const packed = Promise.all([packBytes(stroke.before), packBytes(stroke.after)]);
    return this.add(async () => {
      const [before, after] = await packed;
      return this.call('stroke.add', { id, label, x, y, width, height, before, after });
    });
  }

  step(id: number, how: 'undo' | 'redo'): Promise<StrokeOutcome> {
    return this.add(() => this.call(`stroke.${how}`, { id }));
  }

  /** Resolves once everything is sent. */
  idle(): Promise<void> {
    if (this.jobs.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.onIdle.push(resolve));
  }

  private add<T>(send: () => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const run = async (): Promise<() => void> => {
        const result = await send();
        return () => resolve(result);
      };
      this.jobs.push({ run, fail: reject });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let job = this.jobs[0]; job; job = this.jobs[0]) {
      try {
        const tell = await job.run();
        this.jobs.shift();
        tell();
      } catch (error) {
        if (error instanceof RouteError && PASSING.has(error.code)) {
          this.onWaiting(error);
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        } else {
          this.jobs.shift();
          job.fail(error);
        }
      }
    }
    this.working = false;
    for (const tell of this.onIdle.splice(0)) tell();
  }
}
