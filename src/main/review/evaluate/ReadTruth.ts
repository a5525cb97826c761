import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { counted } from '../../../shared/text/counted.ts';
import { classesIn } from '../../../shared/labels/classesIn.ts';
import { expectSize } from '../../formats/masks/expectSize.ts';
import { matchMasks } from '../../formats/masks/matchMasks.ts';
import { openMasks } from '../../formats/masks/openMasks.ts';
import type { LabelMasks, MaskClasses, MaskFile } from '../../formats/MaskReader.ts';
import { nameOf } from '../../formats/MaskReader.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { TrueRows } from './TrueRows.ts';

/** Ground truth of any format that label maps are read from, COCO among them: crowds, and what is of no class of the project, are not counted. */
export class ReadTruth implements TrueRows {
  private readonly masks: LabelMasks;
  private readonly classes: MaskClasses;
  private readonly found: ReadonlyMap<number, { image: ProjectImage; mask: MaskFile }>;
  /** Row by label as it is written: of classes that have become others, that of what they are now. */
  private readonly rows: Uint8Array;
  private readonly leftOut: string[] = [];
  /** What of a mask cannot be kept, by image. */
  private readonly lost = new Map<number, string>();

  private constructor(project: ProjectFile, masks: LabelMasks, classes: MaskClasses) {
    this.masks = masks;
    this.classes = classes;
    const { pairs } = matchMasks(project.images.all(), masks.files);
    this.found = new Map(pairs.map((pair) => [pair.image.id, pair]));
    const now = project.classes.labelsNow();
    const labels = project.classes.all().map(({ label }) => label);
    this.rows = Uint8Array.from({ length: 256 }, (_, label) =>
      label === BACKGROUND ? 0 : labels.indexOf(now.of(label)) + 1 || VOID,
    );
  }

  /** @throws AppError `not-found` or `invalid-input` where there are no masks */
  static async open(path: string, project: ProjectFile): Promise<ReadTruth> {
    const { masks, classes } = await openMasks(project, path);
    if (masks.gives === 'labels') return new ReadTruth(project, masks, classes);
    throw new AppError('invalid-input', `${path} holds score maps, and no true masks.`);
  }

  get warnings(): string[] {
    const strangers = this.classes.names.strange.map(({ name }) => name);
    const [lost] = this.lost.values();
    return [
      ...this.masks.warnings,
      ...this.leftOut,
      ...(strangers.length === 0
        ? []
        : [`Not counted, because the project lacks these classes: ${strangers.join(', ')}.`]),
      ...(lost === undefined
        ? []
        : [
            `${counted(this.lost.size, 'true mask')} cannot be read as ${this.lost.size === 1 ? 'it is' : 'they are'}. ${lost}.`,
          ]),
    ];
  }

  has({ id }: Pick<ProjectImage, 'id'>): boolean {
    return this.found.has(id);
  }

  classesOf({ id }: Pick<ProjectImage, 'id'>): number[] {
    const found = this.attempt(id, (mask, image) => {
      const { width = 0, height = 0 } = image;
      const labels = this.masks.tags?.(mask, image).labels;
      return labels ?? classesIn(this.masks.read(mask, { ...image, width, height }).data);
    });
    return classesIn(throughTable(Uint8Array.from(found ?? []), this.rows));
  }

  read({ id, width, height }: Pick<ProjectImage, 'id' | 'width' | 'height'>): Uint8Array | undefined {
    if (width === undefined || height === undefined) return undefined;
    return this.attempt(id, (mask, image) => {
      const sized = { ...image, width, height };
      const read = this.masks.read(mask, sized);
      expectSize(read, sized, nameOf(mask));
      if (read.losses !== undefined) this.lost.set(id, read.losses);
      return throughTable(read.data, this.rows);
    });
  }

  /** What one mask gives; a mask that cannot be read is left out, and said. */
  private attempt<Result>(
    id: number,
    take: (mask: MaskFile, image: ProjectImage) => Result,
  ): Result | undefined {
    const found = this.found.get(id);
    if (!found) return undefined;
    try {
      return take(found.mask, found.image);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const line = `${error.message.replace(/\.$/, '')}; it is left out.`;
      if (!this.leftOut.includes(line)) this.leftOut.push(line);
      return undefined;
    }
  }
}
