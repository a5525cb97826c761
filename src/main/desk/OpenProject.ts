import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { authorIn } from '../annotate/authorIn.ts';
import { originOf } from '../annotate/originOf.ts';
import { Strokes } from '../annotate/Strokes.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Agreeing } from './Agreeing.ts';
import { Counting } from './Counting.ts';
import { Correcting } from './Correcting.ts';
import type { EventBus } from './EventBus.ts';
import type { FaultLog } from './FaultLog.ts';
import { OpaqueIds } from './OpaqueIds.ts';
import { Photographs } from './photographs.ts';
import { Proposing } from './Proposing.ts';
import { summariseLearning } from './summariseLearning.ts';
import { Learner } from '../learn/Learner.ts';
import { Risks } from '../review/judging/Risks.ts';
import { risksProgress } from './risksProgress.ts';
import { Refiner } from '../propose/Refiner.ts';

/** How often pages are told of learning at most, and after how long without a stroke strokes teach. */
const TOLD_MS = 100;
const REST_MS = 3000;
/** After how long without a change label maps are judged. */
const JUDGED_MS = 2000;

export interface OpenProjectOptions {
  startChild: StartChild;
  events: EventBus;
  faults: FaultLog;
  /** Who works here. */
  author: string;
  /** Folder of the settings, where packs lie that were fetched. */
  home: string;
}

/** A project on the desk, with everything that works on it. */
export class OpenProject {
  readonly file: ProjectFile;
  readonly photographs: Photographs;
  readonly proposing: Proposing;
  readonly strokes: Strokes;
  readonly refiner: Refiner;
  readonly learner: Learner;
  readonly correcting: Correcting;
  readonly agreeing: Agreeing;
  readonly counting: Counting;
  readonly judging: Risks;
  /** Who works on it. */
  readonly author: string;
  /** Ends a running export. */
  exporting: AbortController | undefined;
  /** Ends a running import. */
  importing: AbortController | undefined;
  private readonly ids = new OpaqueIds();
  private readonly events: EventBus;
  private readonly faults: FaultLog;
  private telling: ReturnType<typeof setTimeout> | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private judgingSoon: ReturnType<typeof setTimeout> | undefined;
  private tellingRisks: ReturnType<typeof setTimeout> | undefined;
  /** Images that have changed since; `all` where nobody knows which. */
  private unjudged: Set<number> | 'all' = 'all';

  constructor(file: ProjectFile, { startChild, events, faults, author, home }: OpenProjectOptions) {
    this.file = file;
    this.events = events;
    this.faults = faults;
    this.photographs = new Photographs(file, this.ids);
    this.strokes = new Strokes(file);
    this.author = authorIn(file, author);
    this.refiner = new Refiner(startChild);
    this.proposing = new Proposing(file, {
      startChild,
      ...{ refine: (image, signal) => this.refineInBatch(image, signal) },
      events,
      faults,
      onImage: (id) => this.tell(id, { proposed: true }),
    });
    this.correcting = new Correcting(file, {
      ...{ startChild, faults, home, proposing: this.proposing, refine: (image) => this.refine(image) },
    });
    this.agreeing = new Agreeing(file, {
      ...{ events, faults, refine: (image, signal) => this.refineInBatch(image, signal) },
    });
    this.counting = new Counting(file, { events, faults });
    this.learner = new Learner(file, {
      startChild,
      networks: () => this.proposing.networks(),
      manifest: () => this.proposing.manifest(),
      onProgress: () => this.tellLearning(),
      onHead: () => this.tellLearning(),
      onFault: (error) => faults.record({ where: 'learning from what was accepted', error }),
    });
    this.judging = new Risks(file, {
      startChild,
      refine: (image) => this.refiner.refine(file, image, { priority: 'batch' }),
      isBusy: () => this.proposing.batch !== undefined,
      onProgress: () => this.tellRisks(),
      onFault: (error) => faults.record({ where: 'judging label maps', error }),
    });
    this.learner.changed();
    this.judgeSoon();
  }

  /** @throws AppError `not-found` */
  image(id: number): ProjectImage {
    const image = this.file.images.get(id);
    if (!image) throw new AppError('not-found', `There is no image ${id} in ${this.file.path}.`);
    return image;
  }

  /** @throws AppError `not-found` */
  expectClass(label: number): void {
    const { classes } = this.file;
    if (classes.all().some((item) => item.label === label)) return;
    const gone = classes.gone().find((item) => item.label === label);
    if (gone)
      throw new AppError(
        'not-found',
        `The class "${gone.name}" was deleted. Bring it back in the list of classes.`,
      );
    throw new AppError('not-found', `There is no class ${label} in ${this.file.path}.`);
  }

  /** @param known with which head its proposal was made, and where it is from, where that is known already */
  summaryOf(
    { id, path, state, tags, tagSource, problem }: ProjectImage,
    known: Pick<ImageSummary, 'head' | 'dispute' | 'origin'> = this.knownOf(id),
  ): ImageSummary {
    return {
      ...known,
      ...{ id, path, name: this.ids.of(id), state, problem: problem ?? null },
      ...{ tags: tags ?? null, tagSource: tagSource ?? null },
    };
  }

  private knownOf(id: number): Pick<ImageSummary, 'head' | 'dispute' | 'origin'> {
    const { head = null, dispute = null } = this.file.scores.taughtOf(id) ?? {};
    return { head, dispute, origin: originOf(this.file, id) ?? null };
  }

  /** Tells every page what an image is like now, and returns it. */
  tell(id: number, { proposed = false } = {}): ImageSummary {
    const image = this.summaryOf(this.image(id));
    this.events.send({ type: 'image', image, proposed });
    this.judgeSoon(id);
    return image;
  }

  /** To be called when what teaches may have changed: decisions, classes, switches. */
  learned(): void {
    clearTimeout(this.resting);
    this.learner.changed();
    this.tellLearning();
  }

  /** The same, once painting rests: a lesson for every stroke would be thrown away with the next. */
  painted(): void {
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.learned(), REST_MS);
  }

  /** Judges label maps anew once nobody has changed anything for a while. @param id of an image; all of them where missing */
  judgeSoon(id?: number): void {
    this.counting.note(id);
    if (id === undefined) this.unjudged = 'all';
    else if (this.unjudged !== 'all') this.unjudged.add(id);
    clearTimeout(this.judgingSoon);
    this.judgingSoon = setTimeout(() => {
      // The batch goes first; each of its images begins this wait again.
      if (this.proposing.batch) return this.judgeSoon(0);
      this.judging.changed(this.unjudged === 'all' ? undefined : this.unjudged);
      this.unjudged = new Set();
    }, JUDGED_MS);
  }

  private tellRisks(): void {
    this.tellingRisks ??= setTimeout(() => {
      this.tellingRisks = undefined;
      this.events.send({ type: 'risks', progress: risksProgress(this.judging) });
    }, TOLD_MS);
  }

  /** At most so often, since it is gathered from all lessons and heads. Nothing that was done fails because it cannot be told. */
  private tellLearning(): void {
    this.telling ??= setTimeout(() => {
      this.telling = undefined;
      try {
        this.events.send({ type: 'learning', learning: summariseLearning(this) });
      } catch (error) {
        this.faults.record({ where: 'telling what was learned', error });
      }
    }, TOLD_MS);
  }

  /** Refines before all that wait in a batch. @throws AppError as `Refiner.refine` */
  readonly refine = (image: ProjectImage): Promise<void> => this.refiner.refine(this.file, image);

  /** @throws AppError as `Refiner.refine` */
  refineInBatch(image: ProjectImage, signal: AbortSignal): Promise<void> {
    return this.refiner.refine(this.file, image, { priority: 'batch', signal });
  }

  close(): void {
    clearTimeout(this.telling);
    clearTimeout(this.resting);
    clearTimeout(this.judgingSoon);
    clearTimeout(this.tellingRisks);
    this.judging.close();
    this.learner.close();
    this.refiner.close();
    this.correcting.close();
    this.agreeing.close();
    this.counting.close();
    this.exporting?.abort();
    this.importing?.abort();
    this.proposing.close();
    this.file.close();
  }
}
