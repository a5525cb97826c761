import { statSync } from 'node:fs';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { VOID } from '../../../shared/labels/labelCodes.ts';
import { matchMasks } from '../../formats/masks/matchMasks.ts';
import { openMasks } from '../../formats/masks/openMasks.ts';
import { expectSize } from '../../formats/masks/expectSize.ts';
import type { LabelMasks, MaskFile } from '../../formats/MaskReader.ts';
import { nameOf } from '../../formats/MaskReader.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** The true masks that lie beside a project. They are read when they are needed, in labels of the project as they are meant now. */
export class TrueMasks {
  readonly root: string;
  private readonly project: ProjectFile;
  private readonly masks: LabelMasks;
  private readonly files: ReadonlyMap<number, MaskFile>;
  /** How they are read, where that was said. */
  private readonly reading: string | undefined;

  private constructor(project: ProjectFile, masks: LabelMasks) {
    this.project = project;
    this.masks = masks;
    this.root = masks.root;
    const reading = project.meta.get('groundTruthReading');
    this.reading = reading && JSON.stringify(reading);
    const { pairs } = matchMasks(project.images.all(), masks.files);
    this.files = new Map(pairs.map(({ image, mask }) => [image.id, mask]));
  }

  /**
   * Finds those of a project; undefined where it has none.
   *
   * @throws AppError `not-found`, `invalid-input` where they are not there any more
   */
  static async open(project: ProjectFile): Promise<TrueMasks | undefined> {
    const path = project.meta.get('groundTruth');
    if (path === undefined) return undefined;
    const { masks } = await openMasks(project, path, project.meta.get('groundTruthReading'));
    if (masks.gives === 'labels') return new TrueMasks(project, masks);
    throw new AppError('invalid-input', `${path} holds score maps now, and no true masks.`);
  }

  /** Names the true mask of an image as its file is now; undefined where it has none. */
  versionOf({ id }: Pick<ProjectImage, 'id'>): string | undefined {
    const file = this.files.get(id)?.file;
    const found = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    return found && JSON.stringify([file, found.mtimeMs, found.size, this.reading]);
  }

  /**
   * The true label map of an image, `uint8[height, width]`, 255 where nobody counts: also what is of no class of the project; undefined where it has
   * none, or its size is not known yet.
   *
   * @throws AppError naming the file, also for one of another size
   */
  labels(image: ProjectImage): Uint8Array | undefined {
    const file = this.files.get(image.id);
    const { width, height } = image;
    if (!file || width === undefined || height === undefined) return undefined;
    const mask = this.masks.read(file, { ...image, width, height });
    expectSize(mask, { ...image, width, height }, nameOf(file));
    return this.project.classes.labelsNow().values(mask.data, VOID);
  }
}
