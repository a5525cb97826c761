import { AppError } from '../../../shared/errors/AppError.ts';
import type {
  ChildMemory,
  FromChild,
  JobRequest,
  JobResult,
  Jobs,
  JobType,
  OpenResult,
} from '../protocol.ts';
import type { Provider, SkippedProvider } from '../providers/providers.ts';
import type { ChildLink, StartChild } from './ChildLink.ts';
import type { Priority } from './JobQueue.ts';
import { JobQueue } from './JobQueue.ts';

/** A job longer than this is taken for hung. */
const LONGEST_JOB_MS = 300_000;
const ATTEMPTS = 2;

interface Asked {
  child: ChildLink;
  done: (message: FromChild) => void;
  died: (how: string) => void;
}

interface Job {
  request: JobRequest;
  attempts: number;
  signal: AbortSignal | undefined;
  resolve: (result: JobResult) => void;
  reject: (error: AppError) => void;
  onAbort: () => void;
}

export interface JobOptions {
  priority?: Priority;
  /** Takes the job out of the queue; a job that is running ends by itself and its result is dropped. */
  signal?: AbortSignal;
}

/**
 * Runs inference jobs in a child process, one at a time. A child that dies or hangs is replaced, its pack
 * opened again and its job tried once more; a second failure is reported for that job alone.
 */
export class InferenceHost {
  private readonly start: StartChild;
  private readonly longestJob: number;
  private readonly onRestart: (() => void) | undefined;
  private readonly queue = new JobQueue<Job>();
  /** Requests sent and not yet answered, by id. */
  private readonly asked = new Map<number, Asked>();
  private child: ChildLink | undefined;
  private busy = false;
  private closed = false;
  private nextId = 1;
  private opened: Jobs['open']['request'] | undefined;
  private trying: Provider | undefined;
  private readonly crashedProviders: SkippedProvider[] = [];

  /** What runs and why others do not; undefined until a pack is open. */
  provider: OpenResult | undefined;
  /** Memory of the child as it reported last; the peak is the greatest over all children. */
  memory: ChildMemory = { resident: 0, peak: 0 };
  /** How often a child had to be replaced. */
  restarts = 0;

  constructor(
    start: StartChild,
    {
      longestJobMs = LONGEST_JOB_MS,
      onRestart,
    }: { longestJobMs?: number; onRestart?: (() => void) | undefined } = {},
  ) {
    this.start = start;
    this.longestJob = longestJobMs;
    this.onRestart = onRestart;
  }

  /** The child's process id, while one runs. */
  get childPid(): number | undefined {
    return this.child?.pid;
  }

  /**
   * Queues a job.
   *
   * @throws AppError what the job reported; `inference-failed` when the process died under it twice; `cancelled`
   */
  run<Type extends JobType>(
    request: Jobs[Type]['request'],
    options: JobOptions = {},
  ): Promise<Jobs[Type]['result']> {
    return new Promise<JobResult>((resolve, reject) => {
      const { signal } = options;
      if (this.closed || signal?.aborted) return reject(cancelled());
      const onAbort = (): void => {
        this.queue.remove(job);
        reject(cancelled());
      };
      const job: Job = { request, attempts: 0, signal, resolve, reject, onAbort };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.queue.add(job, options.priority ?? 'interactive');
      void this.work();
    });
  }

  /** Ends the child and every job in waiting. */
  close(): void {
    this.closed = true;
    for (const job of this.queue.drain()) job.reject(cancelled());
    this.child?.kill();
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let job = this.queue.take(); job && !this.closed; job = this.queue.take()) await this.runJob(job);
    this.busy = false;
  }

  private async runJob(job: Job): Promise<void> {
    while (job.attempts < ATTEMPTS) {
      job.attempts += 1;
      try {
        await this.ensureChild(job.request);
        const result = await this.ask(job.request);
        if (job.request.type === 'open') {
          this.opened = job.request;
          this.provider = result as OpenResult;
        }
        job.signal?.removeEventListener('abort', job.onAbort);
        return job.resolve(result);
      } catch (error) {
        if (!(error instanceof ChildDied)) return job.reject(error as AppError);
        if (this.closed || job.signal?.aborted) return job.reject(cancelled());
        if (this.dropProvider(error)) job.attempts -= 1;
        else if (job.attempts === ATTEMPTS) return job.reject(failed(job.request, error));
      }
    }
  }

  /** Starts a child if none runs, and opens the pack again that the last one had open. */
  private async ensureChild(next: JobRequest): Promise<void> {
    if (this.child) return;
    const child = this.start();
    this.child = child;
    child.onMessage((message) => {
      if (message.type === 'trying') this.trying = message.provider;
      else this.asked.get(message.id)?.done(message);
    });
    child.onExit((how) => {
      if (this.child === child) this.child = undefined;
      if (!this.closed) {
        this.restarts += 1;
        this.onRestart?.();
      }
      for (const item of [...this.asked.values()]) if (item.child === child) item.died(how);
    });
    if (this.opened && next.type !== 'open' && next.type !== 'inspect') {
      this.provider = (await this.ask(this.opened)) as OpenResult;
    }
  }

  private ask(request: JobRequest): Promise<JobResult> {
    const id = this.nextId++;
    const child = this.child;
    if (!child) return Promise.reject(new ChildDied('it ended before the job was sent'));
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.asked.delete(id);
        this.trying = undefined;
        settle();
      };
      const timer = setTimeout(() => {
        const seconds = this.longestJob / 1000;
        finish(() => reject(new ChildDied(`no answer within ${seconds} s`, this.trying)));
        this.child = undefined;
        child.kill();
      }, this.longestJob);
      this.asked.set(id, {
        child,
        died: (how) => {
          const provider = this.trying;
          finish(() => reject(new ChildDied(how, provider)));
        },
        done: (message) =>
          finish(() => {
            if (message.type === 'trying') return;
            this.memory = {
              resident: message.memory.resident,
              peak: Math.max(this.memory.peak, message.memory.peak),
            };
            if (message.type === 'done') resolve(message.result);
            else reject(new AppError(message.error.code, message.error.message));
          }),
      });
      const sent =
        request.type === 'open'
          ? { ...request, skipped: [...request.skipped, ...this.crashedProviders] }
          : request;
      child.send({ id, request: sent });
    });
  }

  /** A provider other than the CPU that took the process down while it was being tried is left out from then on. */
  private dropProvider({ how, provider }: ChildDied): boolean {
    if (provider === undefined || provider === 'cpu') return false;
    this.crashedProviders.push({ provider, reason: `it ended the inference process (${how})` });
    return true;
  }
}

class ChildDied extends Error {
  readonly how: string;
  readonly provider: Provider | undefined;

  constructor(how: string, provider?: Provider) {
    super(how);
    this.how = how;
    this.provider = provider;
  }
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}

function failed(request: JobRequest, { how }: ChildDied): AppError {
  const what =
    request.type === 'propose' || request.type === 'evidence'
      ? request.image
      : request.type === 'open'
        ? request.pack
        : request.type;
  return new AppError(
    'inference-failed',
    `The inference process ended twice while it worked on ${what} (${how}). The other images are not affected.`,
  );
}
