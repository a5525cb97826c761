import { isImageFault } from '../../../shared/errors/faults.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { shownBasis } from '../../annotate/shownBasis.ts';
import type { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ImageFigures } from '../../project/FigureTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { figuresOf } from './figuresOf.ts';

/** Another one for every change of what is counted, or how. */
const VERSION = 1;
/** Images that are looked at, and that are kept, at a time: keeping waits for the disk. */
const PAGE = 100;
const KEPT_AT_ONCE = 50;

/** What label maps hold: kept with the project, and counted anew in those that have changed. */
export class Figures {
  private readonly project: ProjectFile;
  /** Images that could not be counted, or have nothing to count, and as what. */
  private readonly failed: Map<number, string>;

  /** @param failed what could not be counted before, which is not tried again until something has changed */
  constructor(project: ProjectFile, failed = new Map<number, string>()) {
    this.project = project;
    this.failed = failed;
  }

  /**
   * Images whose label maps are not counted as they are now: those that can be, and those that could not.
   *
   * @param only looks at these alone
   */
  async missing(
    slices: TimeSlices,
    only?: ReadonlySet<number>,
  ): Promise<{ pending: number[]; failed: number[] }> {
    const pending: number[] = [];
    const failed: number[] = [];
    for (const page of only ? this.named(only) : this.pages()) {
      const bases = this.project.figures.bases(page[0]!.id - 1, page.at(-1)!.id);
      const basisOf = this.basis();
      for (const image of page) {
        const basis = isCountable(image) ? basisOf(image) : undefined;
        if (basis !== undefined && basis !== bases.get(image.id))
          (this.failed.get(image.id) === basis ? failed : pending).push(image.id);
        await slices.pause();
      }
    }
    return { pending, failed };
  }

  private *pages(): Generator<ProjectImage[]> {
    const { images } = this.project;
    for (let page = images.after(0, PAGE); page.length > 0; page = images.after(page.at(-1)!.id, PAGE))
      yield page;
  }

  private *named(ids: ReadonlySet<number>): Generator<ProjectImage[]> {
    for (const id of ids) {
      const image = this.project.images.get(id);
      if (image) yield [image];
    }
  }

  /**
   * Counts images one after the other; some are kept at a time.
   *
   * @param onDone is told of each, with why where it could not be counted
   * @param onKept is told of those that are kept now
   * @throws AppError `cancelled`; what concerns the whole project
   */
  async countAll(
    ids: readonly number[],
    {
      slices,
      onDone,
      onKept,
    }: {
      slices: TimeSlices;
      onDone: (why?: string) => void;
      onKept?: (ids: readonly number[]) => void;
    },
  ): Promise<void> {
    const counted: { id: number; basis: string; figures: ImageFigures }[] = [];
    const keep = (): void => {
      const ready = counted.splice(0);
      if (ready.length === 0) return;
      this.project.transaction(() => {
        for (const { id, basis, figures } of ready) this.project.figures.put(id, basis, figures);
      });
      onKept?.(ready.map(({ id }) => id));
    };
    try {
      for (const id of ids) {
        const image = this.project.images.get(id);
        const basis = image && this.basis()(image);
        if (image && basis !== undefined) {
          const [figures, why] = this.tryOne(image);
          if (figures) counted.push({ id, basis, figures });
          else this.failed.set(id, basis);
          onDone(why);
        } else onDone();
        if (counted.length >= KEPT_AT_ONCE) keep();
        await slices.pause();
      }
    } finally {
      keep();
    }
  }

  /** What was counted, else why it could not be. */
  private tryOne(image: ProjectImage): [figures: ImageFigures | undefined, why?: string] {
    try {
      return [figuresOf(this.project, image)];
    } catch (error) {
      // Damage at one image leaves the others as they are.
      if (!isImageFault(error)) throw error;
      return [undefined, error.message];
    }
  }

  private basis(): (image: ProjectImage) => string {
    const shown = shownBasis(this.project);
    return (image) => `${VERSION} ${shown(image)}`;
  }
}

function isCountable({ state, width }: ProjectImage): boolean {
  return state !== 'new' && width !== undefined;
}
