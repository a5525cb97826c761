import { AppError } from '../../shared/errors/AppError.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Figures } from '../review/stats/Figures.ts';
import type { EventBus } from './EventBus.ts';
import type { FaultLog } from './FaultLog.ts';

/** How often pages are told how many are left, at most, in milliseconds. */
const TOLD_MS = 200;

/** Counting label maps for the desk, in the background, once somebody asks. */
export class Counting {
  private readonly figures: Figures;
  private readonly events: EventBus;
  private readonly faults: FaultLog;
  private readonly stop = new AbortController();
  /** How many are still to be counted; undefined while nothing runs. */
  private left: number | undefined;

  constructor(project: ProjectFile, { events, faults }: { events: EventBus; faults: FaultLog }) {
    this.figures = new Figures(project);
    this.events = events;
    this.faults = faults;
  }

  /** Slices of time that end with the project. */
  get slices(): TimeSlices {
    return new TimeSlices(this.stop.signal);
  }

  /** Images that are not counted as they are now, and how many of those are being counted: that is begun, unless it is under way. */
  async missing(): Promise<{ uncounted: ReadonlySet<number>; left: number }> {
    const { pending, failed } = await this.figures.missing(this.slices);
    const uncounted = new Set([...pending, ...failed]);
    const left = this.left ?? pending.length;
    if (this.left === undefined && pending.length > 0) void this.run(pending);
    return { uncounted, left };
  }

  close(): void {
    this.stop.abort();
  }

  private async run(pending: readonly number[]): Promise<void> {
    let told = performance.now();
    this.left = pending.length;
    try {
      await this.figures.countAll(pending, {
        slices: this.slices,
        onDone: () => {
          this.left! -= 1;
          if (performance.now() - told < TOLD_MS || this.left === 0) return;
          told = performance.now();
          this.events.send({ type: 'stats', left: this.left! });
        },
      });
    } catch (error) {
      if (this.stop.signal.aborted) return;
      // What concerns the whole project, such as a full disk, is said by whatever else is to be saved.
      if (!(error instanceof AppError)) this.faults.record({ where: 'counting label maps', error });
    } finally {
      this.left = undefined;
    }
    if (!this.stop.signal.aborted) this.events.send({ type: 'stats', left: 0 });
  }
}
