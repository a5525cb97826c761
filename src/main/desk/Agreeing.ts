import type { Output } from '../../shared/contract/routes.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Agreements } from '../review/truth/Agreements.ts';
import { TrueMasks } from '../review/truth/TrueMasks.ts';
import type { EventBus } from './EventBus.ts';
import type { FaultLog } from './FaultLog.ts';

/** How often pages are told how many are left, at most, in milliseconds; and how many problems they are told of. */
const TOLD_MS = 200;
const MOST_PROBLEMS = 20;

/** Comparing labels with true masks for the desk, in the background. */
export class Agreeing {
  private readonly project: ProjectFile;
  private readonly events: EventBus;
  private readonly faults: FaultLog;
  private readonly refine: (image: ProjectImage, signal: AbortSignal) => Promise<void>;
  private readonly stop = new AbortController();
  private readonly failed = new Map<number, string>();
  private truth: { source: string; masks: Promise<TrueMasks | undefined> } | undefined;
  /** How many are still to be compared; undefined while nothing runs. */
  private left: number | undefined;

  constructor(
    project: ProjectFile,
    parts: {
      events: EventBus;
      faults: FaultLog;
      refine: (image: ProjectImage, signal: AbortSignal) => Promise<void>;
    },
  ) {
    this.project = project;
    this.events = parts.events;
    this.faults = parts.faults;
    this.refine = parts.refine;
  }

  /** The true label map of an image; undefined where there is none. @throws AppError of its file, or of all true masks */
  async truthOf(image: ProjectImage): Promise<Uint8Array | undefined> {
    return (await this.masks())?.labels(image);
  }

  /** What is known now; the rest is begun, unless it is under way. @throws AppError of the true masks */
  async list(): Promise<Output<'review.agreement'>> {
    // Masks may have come or gone.
    this.truth = undefined;
    const masks = await this.masks();
    if (!masks) return { root: null, images: [], left: 0 };
    const agreements = new Agreements(this.project, masks, this.failed);
    const { known, pending } = await agreements.now(new TimeSlices(this.stop.signal));
    const left = this.left ?? pending.length;
    if (this.left === undefined && pending.length > 0) void this.run(agreements, pending);
    return { root: masks.root, images: [...known].map(([id, figures]) => ({ id, ...figures })), left };
  }

  close(): void {
    this.stop.abort();
  }

  private masks(): Promise<TrueMasks | undefined> {
    const { meta } = this.project;
    const source = JSON.stringify([meta.get('groundTruth'), meta.get('groundTruthReading')]);
    if (this.truth?.source !== source) this.truth = undefined;
    this.truth ??= { source, masks: TrueMasks.open(this.project) };
    return this.truth.masks;
  }

  private async run(agreements: Agreements, pending: readonly ProjectImage[]): Promise<void> {
    const { signal } = this.stop;
    const problems: string[] = [];
    let told = 0;
    this.left = pending.length;
    try {
      await agreements.compareAll(pending, {
        refine: (image) => this.refine(image, signal),
        slices: new TimeSlices(signal),
        onDone: (why) => {
          this.left! -= 1;
          if (why !== undefined && problems.length < MOST_PROBLEMS) problems.push(why);
          if (performance.now() - told < TOLD_MS || this.left === 0) return;
          told = performance.now();
          this.events.send({ type: 'agreement', left: this.left!, problems: [] });
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof AppError) problems.push(error.message);
      else this.faults.record({ where: 'comparing with true masks', error });
    } finally {
      this.left = undefined;
    }
    if (!signal.aborted) this.events.send({ type: 'agreement', left: 0, problems });
  }
}
