import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/AppError.ts';
import { isImageFault } from '../../shared/errors/faults.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { isDecided } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import type { RunJob } from '../inference/jobs/Job.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { guessCentre, packHash } from '../models/adcam/adcamManifest.ts';
import type { HeadLine } from '../project/HeadTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { headInForce, LEAST_LESSONS } from '../propose/headInForce.ts';
import { learningBasis } from '../propose/learningBasis.ts';
import { lessonKey } from '../propose/lessonKey.ts';
import { makeLesson } from './makeLesson.ts';
import { Teacher } from './Teacher.ts';

/** Accepted images that teach: more would make the project file large, and are worth little. */
const MOST_LESSONS = 1000;
/** What networks a project learns with, and who runs them. */
export interface Networks {
  manifest: AdcamManifest;
  run: RunJob;
}

/** What learning has done so far. */
export interface LearningProgress {
  /** Lessons that are still to be made. */
  waiting: number;
  training: boolean;
  /** What could not be learned from, the last of it; a fault in one image stops no other. */
  problem: string | undefined;
}

interface LearnerOptions {
  startChild: StartChild;
  /** Opens the networks, when a lesson has to be made. @throws AppError */
  networks: () => Promise<Networks>;
  /** The pack's manifest as it is now; undefined where it has none. */
  manifest: () => AdcamManifest | undefined;
  onProgress?: (progress: LearningProgress) => void;
  /** Is told of every new head. */
  onHead?: (id: number) => void;
  /** Of what nobody foresaw. */
  onFault?: (error: unknown) => void;
}

/**
 * Learns from what is accepted: brings the lessons of a project up to date with its decisions, and teaches a new head where they have
 * changed. Every head is a row of its own, so a training that fails or is interrupted leaves the one before.
 */
export class Learner {
  progress: LearningProgress = { waiting: 0, training: false, problem: undefined };
  private readonly project: ProjectFile;
  private readonly options: LearnerOptions;
  private teacher: Teacher | undefined;
  private stop: AbortController | undefined;
  private running: Promise<void> | undefined;
  /** Whether something has changed since the run that is under way began. */
  private again = false;
  /** Whether the training before was cancelled by newer lessons. */
  private wasCancelled = false;
  private closed = false;

  constructor(project: ProjectFile, options: LearnerOptions) {
    this.project = project;
    this.options = options;
  }

  /** To be called when decisions, strokes or classes may have changed: learns from them in the background. */
  changed(): void {
    if (this.closed) return;
    this.again = true;
    // What is being trained is old now. Not twice in a row, or who decides quickly would never get a head.
    if (this.progress.training && !this.wasCancelled) {
      this.wasCancelled = true;
      this.stop?.abort();
    }
    this.running ??= this.run().finally(() => {
      this.running = undefined;
      if (this.again) this.changed();
    });
  }

  /** Resolves once there is nothing left to learn. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  /**
   * Brings lessons up to date, then the head.
   *
   * @returns the head in force then
   * @throws AppError of the pack; what is wrong with single images is said by `onProblem`, and the rest goes on
   */
  async learn(onProblem?: (message: string) => void, signal?: AbortSignal): Promise<HeadLine | undefined> {
    const manifest = this.options.manifest();
    const parameters = this.project.meta.get('parameters');
    if (!manifest || !parameters) return undefined;
    await this.bringLessons(manifest, onProblem);
    if (this.closed || !(this.project.meta.get('learning') ?? false)) return undefined;
    await this.bringHead(manifest, signal, onProblem);
    return headInForce(this.project, packHash(manifest), parameters);
  }

  close(): void {
    this.closed = true;
    this.stop?.abort();
    this.teacher?.close();
  }

  private async run(): Promise<void> {
    while (this.again && !this.closed) {
      this.again = false;
      if (!(this.project.meta.get('learning') ?? false)) return;
      this.stop = new AbortController();
      try {
        if (this.progress.problem !== undefined) this.tell({ problem: undefined });
        await this.learn((problem) => this.tell({ problem }), this.stop.signal);
      } catch (error) {
        if (this.closed) return;
        const isForeseen = error instanceof AppError;
        if (!isForeseen) this.options.onFault?.(error);
        else if (error.code !== 'cancelled') this.tell({ problem: error.message });
      }
      if (!this.closed) this.tell({ waiting: 0, training: false });
    }
  }

  private async bringLessons(manifest: AdcamManifest, onProblem?: (message: string) => void): Promise<void> {
    const { project } = this;
    const wanted = this.wanted(manifest);
    const have = project.lessons.madeOf();
    const gone = [...have.keys()].filter((id) => wanted.get(id) !== have.get(id));
    // A lesson that is made anew stays until then, unless nobody stands by it any more.
    const dropped = gone.filter((id) => !wanted.has(id));
    if (dropped.length > 0) project.transaction(() => dropped.forEach((id) => project.lessons.remove(id)));
    const missing = [...wanted].filter(([id, madeOf]) => have.get(id) !== madeOf);
    if (missing.length === 0) return;
    // The networks may have to be started first.
    this.tell({ waiting: missing.length });
    const { run } = await this.options.networks();
    for (const [index, [id, madeOf]] of missing.entries()) {
      if (this.closed || !(project.meta.get('learning') ?? false)) break;
      this.tell({ waiting: missing.length - index });
      // A decision or a parameter may have changed since.
      if (this.keyOf(manifest, id) !== madeOf) continue;
      try {
        await this.bringLesson({ manifest, run }, id, madeOf);
      } catch (error) {
        if (!isImageFault(error)) throw error;
        onProblem?.(error.message);
      }
    }
    this.tell({ waiting: 0 });
  }

  private async bringLesson(networks: Networks, id: number, madeOf: string): Promise<void> {
    const { project } = this;
    const image = project.images.get(id);
    if (!image) return;
    const lesson = await makeLesson({ project, ...networks }, image, madeOf);
    // It may have been reopened while the networks ran.
    if (this.closed || !lesson || this.keyOf(networks.manifest, id) !== madeOf) return;
    project.transaction(() => project.lessons.put(lesson));
  }

  private async bringHead(
    manifest: AdcamManifest,
    signal?: AbortSignal,
    onProblem?: (message: string) => void,
  ): Promise<void> {
    const { project } = this;
    const parameters = project.meta.get('parameters')!;
    const basis = learningBasis(packHash(manifest), parameters);
    const madeOf = [...project.lessons.madeOf()].filter(([, key]) => key.startsWith(basis));
    if (madeOf.length < LEAST_LESSONS) return;
    const learning = project.classes.learning();
    // What labels mean now decides what a lesson says.
    const meanings = project.classes.written().map(({ label, now }) => [label, now]);
    const classes = hashOf([learning, meanings]).slice(0, 16);
    const taughtBy = hashOf([madeOf, classes]);
    const newest = project.heads.all().find(({ from }) => from === undefined);
    if (newest?.basis === basis && newest.taughtBy === taughtBy) return;
    this.tell({ training: true });
    this.teacher ??= new Teacher(this.options.startChild);
    const start = newest?.basis === basis ? this.readable(newest.id) : undefined;
    const ids = new Set(madeOf.map(([imageId]) => imageId));
    const damaged = new Set<number>();
    const teaching = this.teacher.teach({
      lessons: {
        keys: madeOf.map(([imageId, key]) => ({ imageId, key: `${key} ${classes}` })),
        get: (id) => {
          try {
            return project.lessons.get(id);
          } catch (error) {
            damaged.add(id);
            throw error;
          }
        },
      },
      ...{ learning, usual: guessCentre(manifest), signal },
      shown: new Map([...project.lessons.shown()].filter(([id]) => ids.has(id))),
      start: start && { labels: start.labels, depth: start.depth, values: start.weights },
    });
    const head = await teaching.catch((error: unknown) => {
      if (damaged.size === 0 || this.closed) throw error;
      // One that cannot be read is made anew, and the others teach meanwhile.
      project.transaction(() => damaged.forEach((id) => project.lessons.remove(id)));
      onProblem?.(errorMessage(error));
      return undefined;
    });
    if (!head) return this.bringHead(manifest, signal, onProblem);
    if (this.closed || signal?.aborted) return;
    const keep = project.meta.get('head') ?? undefined;
    const at = new Date().toISOString();
    const id = project.transaction(() => project.heads.add({ ...head, taughtBy }, { at, basis, keep }));
    this.wasCancelled = false;
    this.options.onHead?.(id);
  }

  /** By image that should teach, what its lesson is to be made from. */
  private wanted(manifest: AdcamManifest): Map<number, string> {
    const { project } = this;
    const acceptances = newest(project.decisions.acceptances());
    const isScribbled = project.meta.get('scribbles') ?? false;
    const scribbled = isScribbled ? project.images.idsIn('edited').slice(0, MOST_LESSONS) : [];
    return new Map(
      [...acceptances.keys(), ...scribbled].flatMap((id) => {
        const image = project.images.get(id);
        const key = image && this.madeOf(manifest, image, acceptances.get(id));
        return key === undefined ? [] : [[id, key] as const];
      }),
    );
  }

  private keyOf(manifest: AdcamManifest, id: number): string | undefined {
    const image = this.project.images.get(id);
    if (!image) return undefined;
    const last = this.project.decisions.last(id);
    return this.madeOf(manifest, image, last?.what === 'accept' ? last.id : undefined);
  }

  private madeOf(
    manifest: AdcamManifest,
    { id, contentHash, state, tags }: ProjectImage,
    acceptance: number | undefined,
  ): string | undefined {
    const parameters = this.project.meta.get('parameters')!;
    const hash = packHash(manifest);
    const scribbled = isDecided(state) ? undefined : this.project.strokes.lastAt(id);
    if (acceptance === undefined && scribbled === undefined) return undefined;
    // Tags of an accepted image stay; what classes are deleted or merged meanwhile is read, not made anew.
    const decided = acceptance ?? ['strokes', scribbled, tags];
    return lessonKey(hash, parameters, { contentHash, decided });
  }

  /** An earlier head to go on from; one that cannot be read is begun without. */
  private readable(id: number): ReturnType<ProjectFile['heads']['get']> {
    try {
      return this.project.heads.get(id);
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }

  private tell(part: Partial<LearningProgress>): void {
    this.progress = { ...this.progress, ...part };
    this.options.onProgress?.(this.progress);
  }
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

/** Those that were accepted last. */
function newest(acceptances: ReadonlyMap<number, number>): Map<number, number> {
  const sorted = [...acceptances].sort(([, a], [, b]) => b - a);
  return new Map(sorted.slice(0, MOST_LESSONS));
}
