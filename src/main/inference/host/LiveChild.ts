import { AppError } from '../../../shared/errors/AppError.ts';
import type { ChildMemory, FromChild, JobRequest } from '../protocol.ts';
import type { Provider } from '../providers/providers.ts';
import { ChildDied } from './ChildDied.ts';
import type { ChildExit, ChildLink } from './ChildLink.ts';
import { waitedForProcessor } from './waitedForProcessor.ts';

/** A delay that is too short to wait for. */
const LEAST_DELAY_MS = 10;

interface Waiting {
  resolve: (result: unknown) => void;
  reject: (error: AppError | ChildDied) => void;
  timer: NodeJS.Timeout;
}

/** One inference child from its start to its end: what it was asked, what it answers, which packs it has open. */
export class LiveChild {
  /** The kinds of which it has a pack open. */
  readonly openKinds = new Set<string>();
  private readonly link: ChildLink;
  private readonly longestJob: number;
  private readonly onMemory: (memory: ChildMemory) => void;
  private readonly onEnd: (exit: ChildExit) => void;
  /** Requests sent and not yet answered, by id. */
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private trying: Provider | undefined;
  private ended: ChildDied | undefined;

  /** @param options `onEnd` is called once, before the requests in waiting are told */
  constructor(
    link: ChildLink,
    options: {
      longestJobMs: number;
      onMemory: (memory: ChildMemory) => void;
      onEnd: (exit: ChildExit) => void;
    },
  ) {
    this.link = link;
    this.longestJob = options.longestJobMs;
    this.onMemory = options.onMemory;
    this.onEnd = options.onEnd;
    link.onMessage((message) => this.take(message));
    link.onExit((exit) => this.end(exit));
  }

  get pid(): number | undefined {
    return this.link.pid;
  }

  /**
   * @param longestMs longer than this nobody waits; while other processes keep it from running, a child's time stands still
   * @throws AppError what the job reported; ChildDied when the process ended or hung instead
   */
  ask(request: JobRequest, longestMs = this.longestJob): Promise<unknown> {
    if (this.ended) return Promise.reject(this.ended);
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const longest = Math.min(longestMs, this.longestJob);
      const before = waitedForProcessor(this.pid);
      const timer = setTimeout(() => this.lookAgain(id, longest, before), longest);
      this.waiting.set(id, { resolve, reject, timer });
      this.link.send({ id, ...request });
    });
  }

  kill(): void {
    this.link.kill();
  }

  private take(message: FromChild): void {
    if (message.type === 'trying') {
      this.trying = message.provider;
      return;
    }
    this.onMemory(message.memory);
    const asked = this.waiting.get(message.id);
    if (!asked) return;
    this.waiting.delete(message.id);
    this.trying = undefined;
    clearTimeout(asked.timer);
    if (message.type === 'done') asked.resolve(message.result);
    else asked.reject(new AppError(message.error.code, message.error.message));
  }

  /** Gives a child up that has had its time, or waits for as long as others have kept it from running since `before`. */
  private lookAgain(id: number, longest: number, before: number): void {
    const waited = waitedForProcessor(this.pid);
    const delay = waited - before;
    if (delay < LEAST_DELAY_MS) this.giveUp(longest);
    else this.waiting.get(id)!.timer = setTimeout(() => this.lookAgain(id, longest, waited), delay);
  }

  private giveUp(longest: number): void {
    this.end({ how: `no answer within ${longest / 1000} s`, stderr: this.link.stderr() }, true);
    this.link.kill();
  }

  private end(exit: ChildExit, gaveUp = false): void {
    if (this.ended) return;
    this.ended = new ChildDied(exit, this.trying, gaveUp);
    this.onEnd(exit);
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject(this.ended);
    }
    this.waiting.clear();
  }
}
