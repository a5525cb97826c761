import { isFileFault } from '../../../shared/errors/faults.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { Agreement } from '../../../shared/labels/agreement.ts';
import { agreementOf } from '../../../shared/labels/agreement.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import { shownBasis } from '../../annotate/shownBasis.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { TrueMasks } from './TrueMasks.ts';

/** How well the labels of images agree with true masks: kept with the project, and found out anew of those that have changed. */
export class Agreements {
  private readonly project: ProjectFile;
  private readonly truth: TrueMasks;
  /** Images that could not be compared, and as what. */
  private readonly failed: Map<number, string>;

  /** @param failed what could not be compared before, which is not tried again until something has changed */
  constructor(project: ProjectFile, truth: TrueMasks, failed = new Map<number, string>()) {
    this.failed = failed;
    this.project = project;
    this.truth = truth;
  }

  /** What is known of images as they are now, and which of those that have labels and a true mask are to be compared. */
  async now(slices = new TimeSlices()): Promise<{ known: Map<number, Agreement>; pending: ProjectImage[] }> {
    const kept = this.project.agreement.all();
    const basisOf = this.basis();
    const known = new Map<number, Agreement>();
    const pending: ProjectImage[] = [];
    for (const image of this.project.images.all()) {
      const basis = image.state === 'new' || image.width === undefined ? undefined : basisOf(image);
      const found = kept.get(image.id);
      if (basis !== undefined && found?.basis === basis) known.set(image.id, found.figures);
      else if (basis !== undefined && this.failed.get(image.id) !== basis) pending.push(image);
      await slices.pause();
    }
    return { known, pending };
  }

  /**
   * Compares one image as it is now, and keeps what is found; undefined where there is nothing to compare.
   *
   * @param refine is waited for before its label map is read
   * @throws AppError of its true mask, or of its photograph where edges are followed
   */
  async compare(id: number, refine: Refine): Promise<Agreement | undefined> {
    const image = this.project.images.get(id);
    if (!image) return undefined;
    await refine(image);
    // Somebody may have worked on it meanwhile.
    const now = this.project.images.get(id);
    const basis = now && this.basis()(now);
    const truth = now && this.truth.labels(now);
    const shown = now && labelMapOf(this.project, now);
    if (basis === undefined || !truth || !shown) return undefined;
    const figures = agreementOf(truth, shown.data);
    this.project.transaction(() => this.project.agreement.put(id, basis, figures));
    return figures;
  }

  /**
   * Compares images one after the other.
   *
   * @param onDone is told of each, with why where it could not be compared
   * @throws AppError `cancelled`; what concerns the whole project
   */
  async compareAll(
    images: readonly ProjectImage[],
    { refine, slices, onDone }: { refine: Refine; slices: TimeSlices; onDone: (why?: string) => void },
  ): Promise<void> {
    for (const { id } of images) {
      try {
        if (!(await this.compare(id, refine))) this.giveUp(id);
        onDone();
      } catch (error) {
        if (!isFileFault(error)) throw error;
        this.giveUp(id);
        onDone(error.message);
      }
      await slices.pause();
    }
  }

  private giveUp(id: number): void {
    const image = this.project.images.get(id);
    const basis = image && this.basis()(image);
    if (basis !== undefined) this.failed.set(id, basis);
  }

  private basis(): (image: ProjectImage) => string | undefined {
    const shown = shownBasis(this.project);
    return (image) => {
      const version = this.truth.versionOf(image);
      return version === undefined ? undefined : `${shown(image)} ${version}`;
    };
  }
}
