import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Figures } from '../review/stats/Figures.ts';
import type { EventBus } from './EventBus.ts';
import type { FaultLog } from './FaultLog.ts';

/** How often pages are told how many are left, at most, in milliseconds. */
const TOLD_MS = 200;

/**
 * Counting label maps for the desk, in the background, once somebody asks. Whether what was counted before still holds takes a while to find out for very many
 * images, so it is looked at once, and then of those that have changed; what is stored is good until then.
 */
export class Counting {
  private readonly project: ProjectFile;
  private readonly figures: Figures;
  private readonly events: EventBus;
  private readonly faults: FaultLog;
  private readonly stop = new AbortController();
  /** Images that may have changed since they were looked at; `all` where nobody knows which. */
  private changed: Set<number> | 'all' = 'all';
  /** What concerns all label maps, as it was when they were looked at. */
  private common = '';
  private readonly uncounted = new Set<number>();
  /** How many are still to be counted; undefined while nothing runs. */
  private left: number | undefined;
  private running: Promise<void> | undefined;
  /** Why the last run ended early. */
  private fault: unknown;

  constructor(project: ProjectFile, { events, faults }: { events: EventBus; faults: FaultLog }) {
    this.project = project;
    this.figures = new Figures(project);
    this.events = events;
    this.faults = faults;
  }

  /** Slices of time that end with the project. */
  get slices(): TimeSlices {
    return new TimeSlices(this.stop.signal);
  }

  /** To be called when the label map of an image may have changed; of all of them where none is named. */
  note(id?: number): void {
    if (id === undefined) this.changed = 'all';
    else if (this.changed !== 'all') this.changed.add(id);
  }

  /** Images that are known not to be counted, and how many are looked at: that is begun, unless it is under way. */
  now(): { uncounted: ReadonlySet<number>; left: number } {
    if (this.common !== this.commonNow()) this.changed = 'all';
    if (this.changed === 'all' && !this.running)
      for (const id of this.project.figures.lacking()) this.uncounted.add(id);
    if (this.changed === 'all' || this.changed.size > 0) this.begin();
    return { uncounted: new Set(this.uncounted), left: this.left ?? 0 };
  }

  /** The same once all of them are counted. @throws AppError what concerns the whole project, such as a full disk */
  async whole(): Promise<ReadonlySet<number>> {
    while (this.now().left > 0 && !this.stop.signal.aborted) {
      await this.running;
      if (this.fault !== undefined) throw this.fault as Error;
    }
    return new Set(this.uncounted);
  }

  close(): void {
    this.stop.abort();
  }

  private begin(): void {
    if (this.running) return;
    this.left = this.changed === 'all' ? this.project.images.count() : this.changed.size;
    if (this.left === 0) {
      this.take();
      this.left = undefined;
      return;
    }
    this.fault = undefined;
    this.running = this.run().finally(() => {
      this.running = undefined;
      this.left = undefined;
      const problem = this.fault === undefined ? null : errorMessage(this.fault);
      if (!this.stop.signal.aborted) this.events.send({ type: 'stats', left: 0, problem });
    });
  }

  private take(): Set<number> | 'all' {
    const { changed } = this;
    this.changed = new Set();
    this.common = this.commonNow();
    return changed;
  }

  private async run(): Promise<void> {
    const changed = this.take();
    let told = performance.now();
    try {
      const only = changed === 'all' ? undefined : changed;
      const { pending, failed } = await this.figures.missing(this.slices, only);
      for (const id of only ?? [...this.uncounted]) this.uncounted.delete(id);
      for (const id of [...pending, ...failed]) this.uncounted.add(id);
      this.left = pending.length;
      await this.figures.countAll(pending, {
        slices: this.slices,
        onDone: () => {
          this.left! -= 1;
          if (performance.now() - told < TOLD_MS || this.left === 0) return;
          told = performance.now();
          this.events.send({ type: 'stats', left: this.left!, problem: null });
        },
        onKept: (ids) => ids.forEach((id) => this.uncounted.delete(id)),
      });
    } catch (error) {
      if (this.stop.signal.aborted) return;
      this.changed = 'all';
      this.fault = error;
      if (!(error instanceof AppError)) this.faults.record({ where: 'counting label maps', error });
    }
  }

  private commonNow(): string {
    const { classes, meta } = this.project;
    const facts = [meta.get('voidHalfWidth'), meta.get('edges'), classes.written()];
    return JSON.stringify([
      ...facts,
      classes.all().map(({ label, threshold, guessed }) => [label, threshold, guessed]),
    ]);
  }
}
