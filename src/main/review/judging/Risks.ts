import { AppError } from '../../../shared/errors/AppError.ts';
import { isImageFault } from '../../../shared/errors/faults.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { JudgeOptions } from './Judge.ts';
import { Judge } from './Judge.ts';
import type { RiskModels } from './learnWeights.ts';
import { learnWeights, recombine } from './learnWeights.ts';

/** After so many more acceptances weights are learned anew. */
const LEARNED_EVERY = 5;

/** How far a project's risks are computed. */
export interface RisksProgress {
  done: number;
  /** How many were to be computed. */
  total: number;
  /** What could not be judged, the last of it; a fault in one image stops no other. */
  problem: string | undefined;
  /** Grows with every risk that has become another one. */
  changes: number;
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
  progress: RisksProgress = { done: 0, total: 0, problem: undefined, changes: 0 };
  private readonly project: ProjectFile;
  private readonly options: RisksOptions;
  private readonly judge: Judge;
  private running: Promise<void> | undefined;
  /** Images that may have changed since the run that is under way began; `all` where nobody knows which. */
  private waiting: Set<number> | 'all' = new Set();
  private models: RiskModels | undefined;
  /** How many acceptances the models stand for, in steps; undefined before the first time. */
  private taughtBy: number | undefined;
  /** Judged since the models were applied last. */
  private judged: number[] = [];
  private closed = false;

  constructor(project: ProjectFile, options: RisksOptions) {
    this.project = project;
    this.options = options;
    this.judge = new Judge(project, options);
  }

  /**
   * To be called when proposals, thresholds or decisions may have changed: computes what is missing in the background.
   *
   * @param ids of the images; all of them where missing
   */
  changed(ids?: Iterable<number>): void {
    if (this.closed) return;
    if (ids === undefined) this.waiting = 'all';
    else if (this.waiting !== 'all') for (const id of ids) this.waiting.add(id);
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.isWaiting && !this.isBusy()) this.changed([]);
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
   * @param only of these images
   * @returns what could not be judged, one sentence each
   * @throws AppError what concerns all images, for instance `disk-full`
   */
  async compute(signal?: AbortSignal, only?: ReadonlySet<number>): Promise<string[]> {
    const problems: string[] = [];
    const missing = await this.missing(only);
    this.tell({ done: 0, total: missing.length });
    for (const [index, id] of missing.entries()) {
      if (this.closed || signal?.aborted) break;
      if (this.isBusy()) {
        this.changed(missing.slice(index));
        break;
      }
      try {
        // Somebody may have worked on it since, and then nobody needs to be told how risky it is.
        if (this.project.images.get(id)?.state === 'proposed') {
          await this.judge.riskOf(id);
          this.judged.push(id);
          this.changedRisk(id);
        }
      } catch (error) {
        if (!isImageFault(error)) throw error;
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

  private get isWaiting(): boolean {
    return this.waiting === 'all' || this.waiting.size > 0;
  }

  private isBusy(): boolean {
    return this.options.isBusy?.() ?? false;
  }

  private async run(): Promise<void> {
    while (this.isWaiting && !this.closed && !this.isBusy()) {
      const only = this.waiting === 'all' ? undefined : this.waiting;
      this.waiting = new Set();
      try {
        this.tell({ problem: undefined });
        await this.compute(undefined, only);
        await this.learn();
      } catch (error) {
        if (this.closed) return;
        if (!(error instanceof AppError)) this.options.onFault?.(error);
        else if (error.code !== 'cancelled') this.tell({ problem: errorMessage(error) });
      }
    }
    this.judge.rest();
  }

  /** Learns from decisions now and then, and applies what was learned: to all images then, else to those that were judged since. */
  private async learn(): Promise<void> {
    if (this.closed) return;
    const { project } = this;
    const taughtBy = Math.floor(project.decisions.acceptances().size / LEARNED_EVERY);
    const ids = this.judged.splice(0);
    const isNew = taughtBy !== this.taughtBy;
    if (isNew) this.models = await learnWeights(project);
    this.taughtBy = taughtBy;
    if (this.closed || (!isNew && !this.models)) return;
    const { changes } = this.progress;
    await recombine(project, this.models, {
      ids: isNew ? undefined : ids,
      onRisk: (id) => this.changedRisk(id),
    });
    // Once: whoever hears of it asks for all of them.
    if (this.progress.changes > changes) this.tell({});
  }

  /** Proposed images whose risk is not known, or is of something else than what is there now. */
  private async missing(only: ReadonlySet<number> | undefined): Promise<number[]> {
    const slices = new TimeSlices();
    const bases = this.project.risks.bases();
    const missing: number[] = [];
    for (const id of this.project.images.idsIn('proposed')) {
      if (only && !only.has(id)) continue;
      await slices.pause();
      if (this.closed) return [];
      if (!this.isCurrent(id, bases.get(id))) missing.push(id);
    }
    return missing;
  }

  /** Whether an image's risk is of what is there now. What cannot be read is judged, and says then what is wrong with it. */
  isCurrent(id: number, basis?: string): boolean {
    try {
      return this.judge.isCurrent(id, basis);
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  }

  private changedRisk(id: number): void {
    this.progress.changes += 1;
    this.options.onRisk?.(id);
  }

  private tell(part: Partial<RisksProgress>): void {
    this.progress = { ...this.progress, ...part };
    this.options.onProgress?.(this.progress);
  }
}
