import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { JudgeOptions } from './Judge.ts';
import { Judge } from './Judge.ts';
import { relearn } from './relearn.ts';

/** Faults of one image; anything else concerns all of them. */
const IMAGE_FAULTS = new Set(['image-unreadable', 'image-changed', 'inference-failed', 'project-invalid']);

/** How far a project's risks are computed. */
export interface RisksProgress {
  done: number;
  /** How many were to be computed. */
  total: number;
  /** What could not be judged, the last of it; a fault in one image stops no other. */
  problem: string | undefined;
}

interface RisksOptions extends JudgeOptions {
  /** Whether something goes first, such as a batch of proposals; `changed` is called once it is over. */
  isBusy?: () => boolean;
  /** Is told of every image whose risk is known anew. */
  onRisk?: (id: number) => void;
  onProgress?: (progress: RisksProgress) => void;
  /** Of what nobody foresaw. */
  onFault?: (error: unknown) => void;
}

/** Keeps the risks of what is proposed up to date, in the background, image by image; each is kept before the next is begun. */
export class Risks {
  progress: RisksProgress = { done: 0, total: 0, problem: undefined };
  private readonly project: ProjectFile;
  private readonly options: RisksOptions;
  private readonly judge: Judge;
  private running: Promise<void> | undefined;
  /** Whether something has changed since the run that is under way began. */
  private again = false;
  private closed = false;

  constructor(project: ProjectFile, options: RisksOptions) {
    this.project = project;
    this.options = options;
    this.judge = new Judge(project, options);
  }

  /** To be called when proposals, thresholds or decisions may have changed: computes what is missing in the background. */
  changed(): void {
    if (this.closed) return;
    this.again = true;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again && !this.isBusy()) this.changed();
    });
  }

  /** Resolves once there is nothing left to compute. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /**
   * Computes the risks of all proposed images that are not known yet.
   *
   * @param signal ends it after the present image
   * @returns what could not be judged, one sentence each
   * @throws AppError what concerns all images, for instance `disk-full`
   */
  async compute(signal?: AbortSignal): Promise<string[]> {
    const problems: string[] = [];
    const missing = await this.missing();
    this.tell({ done: 0, total: missing.length });
    for (const [index, id] of missing.entries()) {
      if (this.closed || signal?.aborted || this.isBusy()) break;
      try {
        // Somebody may have worked on it since, and then nobody needs to be told how risky it is.
        if (this.project.images.get(id)?.state === 'proposed') {
          await this.judge.riskOf(id);
          this.options.onRisk?.(id);
        }
      } catch (error) {
        if (!(error instanceof AppError) || !IMAGE_FAULTS.has(error.code)) throw error;
        problems.push(error.message);
        this.tell({ problem: error.message });
      }
      this.tell({ done: index + 1 });
    }
    return problems;
  }

  close(): void {
    this.closed = true;
    this.judge.close();
  }

  private isBusy(): boolean {
    return this.options.isBusy?.() ?? false;
  }

  private async run(): Promise<void> {
    while (this.again && !this.closed && !this.isBusy()) {
      this.again = false;
      try {
        this.tell({ problem: undefined });
        await this.compute();
        if (!this.closed) await relearn(this.project, this.options.onRisk);
      } catch (error) {
        if (this.closed) return;
        if (!(error instanceof AppError)) this.options.onFault?.(error);
        else if (error.code !== 'cancelled') this.tell({ problem: errorMessage(error) });
      }
    }
    this.judge.rest();
  }

  /** Proposed images whose risk is not known, or is of something else than what is there now. */
  private async missing(): Promise<number[]> {
    const slices = new TimeSlices();
    const bases = this.project.risks.bases();
    const missing: number[] = [];
    for (const id of this.project.images.idsIn('proposed')) {
      await slices.pause();
      if (this.closed) return [];
      if (!this.isCurrent(id, bases.get(id))) missing.push(id);
    }
    return missing;
  }

  /** What cannot be read is judged, and says then what is wrong with it. */
  private isCurrent(id: number, basis: string | undefined): boolean {
    try {
      return this.judge.isCurrent(id, basis);
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  private tell(part: Partial<RisksProgress>): void {
    this.progress = { ...this.progress, ...part };
    this.options.onProgress?.(this.progress);
  }
}
