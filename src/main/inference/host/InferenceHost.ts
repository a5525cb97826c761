import { AppError } from '../../../shared/errors/AppError.ts';
import type { Job } from '../jobs/Job.ts';
import type { OpenInput, OpenResult } from '../jobs/openJob.ts';
import { OPEN, openJob } from '../jobs/openJob.ts';
import type { ChildMemory, JobRequest } from '../protocol.ts';
import type { Provider, SkippedProvider } from '../providers/providers.ts';
import { ChildDied } from './ChildDied.ts';
import type { ChildExit, StartChild } from './ChildLink.ts';
import type { Priority } from './JobQueue.ts';
import { JobQueue } from './JobQueue.ts';
import { LiveChild } from './LiveChild.ts';

/** A job longer than this is taken for hung. */
const LONGEST_JOB_MS = 300_000;
const ATTEMPTS = 2;

interface QueuedJob {
  request: JobRequest;
  needsPack: boolean;
  longestMs: number | undefined;
  about: string;
  advice: string;
  attempts: number;
  signal: AbortSignal | undefined;
  resolve: (result: unknown) => void;
  reject: (error: AppError) => void;
  onAbort: () => void;
}

export interface JobOptions {
  priority?: Priority;
  /** Takes the job out of the queue; a job that is running ends by itself and its result is dropped. */
  signal?: AbortSignal;
}

/**
 * Runs inference jobs in a child process, one at a time. A child that dies or hangs is replaced and its job
 * tried once more; a second failure is reported for that job alone. What the last child had open is opened again
 * in the new one: each kind's pack in front of the first job that needs it, so that one that is broken by now
 * costs the other kinds nothing.
 */
export class InferenceHost {
  private readonly start: StartChild;
  private readonly longestJobMs: number;
  private readonly onRestart: ((exit: ChildExit) => void) | undefined;
  private readonly queue = new JobQueue<QueuedJob>();
  /** What is open, or has to be opened again, by kind. */
  private readonly opened = new Map<string, { input: OpenInput; result: OpenResult }>();
  /** Providers that took the process down while they were tried for a kind. */
  private readonly crashed = new Map<string, SkippedProvider[]>();
  private child: LiveChild | undefined;
  private busy = false;
  private closed = false;

  /** Memory of the child as it reported last; the peak is the greatest over all children. */
  memory: ChildMemory = { resident: 0, peak: 0 };
  /** How often a child had to be replaced. */
  restarts = 0;

  /** @param options `onRestart` is told how a child ended that has to be replaced */
  constructor(
    start: StartChild,
    {
      longestJobMs = LONGEST_JOB_MS,
      onRestart,
    }: { longestJobMs?: number; onRestart?: ((exit: ChildExit) => void) | undefined } = {},
  ) {
    this.start = start;
    this.longestJobMs = longestJobMs;
    this.onRestart = onRestart;
  }

  /** The child's process id, while one runs. */
  get childPid(): number | undefined {
    return this.child?.pid;
  }

  /** What runs a kind's models and why others do not; undefined until a pack of that kind is open. */
  provider(kind: string): OpenResult | undefined {
    return this.opened.get(kind)?.result;
  }

  /**
   * Opens a pack, in place of the one of its kind that was open; it stays open whatever happens to the child.
   *
   * @param providers the ones to try, best first
   * @throws AppError for a pack that is broken; `provider-unavailable`; as `run`
   */
  open(kind: string, pack: string, providers: Provider[]): Promise<OpenResult> {
    return this.run(openJob(kind), { pack, providers, skipped: [] });
  }

  /**
   * Queues a job.
   *
   * @throws AppError what the job reported; `inference-failed` when the process died under it twice; `cancelled`
   */
  run<Input, Output>(job: Job<Input, Output>, input: Input, options: JobOptions = {}): Promise<Output> {
    const { priority = 'interactive', signal } = options;
    if (this.closed || signal?.aborted) return Promise.reject(cancelled());
    return new Promise<Output>((resolve, reject) => {
      const onAbort = (): void => {
        this.queue.remove(queued);
        reject(cancelled());
      };
      const queued: QueuedJob = {
        request: { kind: job.kind, job: job.name, input },
        ...{
          needsPack: job.needsPack,
          longestMs: job.longestMs(input),
          about: job.about(input),
          advice: job.advice,
          attempts: 0,
        },
        // The child answers with what the token's function in its table returned.
        resolve: (result) => resolve(result as Output),
        ...{ signal, reject, onAbort },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.add(queued, priority);
      void this.work();
    });
  }

  /** Ends the child and every job in waiting. */
  close(): void {
    this.closed = true;
    for (const job of this.queue.drain()) {
      job.signal?.removeEventListener('abort', job.onAbort);
      job.reject(cancelled());
    }
    this.child?.kill();
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let job = this.queue.take(); job && !this.closed; job = this.queue.take()) {
      await this.runJob(job);
      job.signal?.removeEventListener('abort', job.onAbort);
    }
    this.busy = false;
  }

  private async runJob(job: QueuedJob): Promise<void> {
    while (job.attempts < ATTEMPTS) {
      job.attempts += 1;
      try {
        return job.resolve(await this.attempt(job));
      } catch (error) {
        if (!(error instanceof ChildDied)) return job.reject(error as AppError);
        if (this.closed || job.signal?.aborted) return job.reject(cancelled());
        if (this.dropProvider(job.request.kind, error)) job.attempts -= 1;
        else if (error.gaveUp && job.longestMs !== undefined) return job.reject(endless(job, error));
        else if (job.attempts === ATTEMPTS) return job.reject(failed(job.about, error));
      }
    }
  }

  private async attempt({ request, needsPack, longestMs }: QueuedJob): Promise<unknown> {
    const { kind } = request;
    const child = this.liveChild();
    if (request.job === OPEN) {
      this.opened.delete(kind);
      return this.openIn(child, kind, request.input as OpenInput);
    }
    const before = this.opened.get(kind);
    if (needsPack && before && !child.openKinds.has(kind)) await this.openIn(child, kind, before.input);
    return child.ask(request, longestMs);
  }

  private async openIn(child: LiveChild, kind: string, input: OpenInput): Promise<OpenResult> {
    child.openKinds.delete(kind);
    const skipped = [...input.skipped, ...(this.crashed.get(kind) ?? [])];
    const request = { kind, job: OPEN, input: { ...input, skipped } };
    const result = (await child.ask(request, openJob(kind).longestMs(request.input))) as OpenResult;
    child.openKinds.add(kind);
    this.opened.set(kind, { input, result });
    return result;
  }

  /** The child that runs, started where none does. */
  private liveChild(): LiveChild {
    if (this.child) return this.child;
    const child = new LiveChild(this.start(), {
      longestJobMs: this.longestJobMs,
      onMemory: ({ resident, peak }) => {
        this.memory = { resident, peak: Math.max(this.memory.peak, peak) };
      },
      onEnd: (exit) => {
        if (this.child === child) this.child = undefined;
        if (this.closed) return;
        this.restarts += 1;
        this.onRestart?.(exit);
      },
    });
    this.child = child;
    return child;
  }

  /** A provider other than the CPU that took the process down while it was being tried is left out from then on. */
  private dropProvider(kind: string, { message, provider }: ChildDied): boolean {
    if (provider === undefined || provider === 'cpu') return false;
    const reason = `it ended the inference process (${message})`;
    this.crashed.set(kind, [...(this.crashed.get(kind) ?? []), { provider, reason }]);
    return true;
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

function endless({ about, advice }: Pick<QueuedJob, 'about' | 'advice'>, cause: ChildDied): AppError {
  return new AppError(
    'inference-failed',
    `The inference process was ended while it worked on ${about} (${cause.message}). ${advice}`,
    { cause },
  );
}

function failed(about: string, cause: ChildDied): AppError {
  return new AppError(
    'inference-failed',
    `The inference process ended twice while it worked on ${about} (${cause.message}). The other images are not affected.`,
    { cause },
  );
}
