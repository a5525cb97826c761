import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { classesIn } from '../../../shared/labels/classesIn.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { stemOf } from '../../formats/dataset/stemOf.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { readRegularFile } from '../../image/readRegularFile.ts';
import { findVocRoot } from '../../formats/voc/findVocRoot.ts';
import { readLabelmap } from '../../formats/voc/labelmap.ts';
import type { ProjectClass } from '../../../shared/images/ProjectClass.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { TrueRows } from './TrueRows.ts';

/** Ground-truth masks of a VOC folder, read by the names of images. */
export class GroundTruth implements TrueRows {
  readonly warnings: string[] = [];
  private readonly folder: string;
  /** Row of the confusion counts by mask label: 0 background, 1.. the classes in order, 255 not counted. */
  private readonly rows: Uint8Array;

  /** @throws AppError `not-found` when `path` is no VOC folder with masks */
  constructor(path: string, classes: readonly ProjectClass[]) {
    const vocRoot = findVocRoot(path);
    if (vocRoot === undefined || !existsSync(join(vocRoot, 'SegmentationClass'))) {
      throw new AppError(
        'not-found',
        `${path} is not a VOC folder with SegmentationClass; give one as ground truth.`,
      );
    }
    this.folder = join(vocRoot, 'SegmentationClass');
    const names = readLabelmap(vocRoot);
    this.rows = Uint8Array.from({ length: 256 }, (_, label) => {
      if (label === BACKGROUND) return 0;
      const position = classes.findIndex(({ name }) => name === names.get(label));
      return position === -1 ? VOID : position + 1;
    });
    const strangers = [...names.values()].filter((name) => !classes.some((item) => item.name === name));
    if (strangers.length > 0) {
      this.warnings.push(`Not counted, because the project lacks these classes: ${strangers.join(', ')}.`);
    }
  }

  has(image: Pick<ProjectImage, 'path'>): boolean {
    return existsSync(this.fileOf(image));
  }

  classesOf(image: Pick<ProjectImage, 'path'>): number[] {
    try {
      const { data } = readIndexMask(readRegularFile(this.fileOf(image), 'image-unreadable'), image.path);
      return classesIn(throughTable(data, this.rows));
    } catch (error) {
      this.warnings.push(`${errorMessage(error)} It is left out.`);
      return [];
    }
  }

  private fileOf(image: Pick<ProjectImage, 'path'>): string {
    return join(this.folder, `${stemOf(image.path)}.png`);
  }

  read(image: Pick<ProjectImage, 'path' | 'width' | 'height'>): Uint8Array | undefined {
    const file = this.fileOf(image);
    if (!existsSync(file)) return undefined;
    try {
      const { width, height, data } = readIndexMask(readRegularFile(file, 'image-unreadable'), file);
      if (width !== image.width || height !== image.height) {
        this.warnings.push(
          `${file} is ${width} x ${height}, its image ${image.width} x ${image.height}; it is left out.`,
        );
        return undefined;
      }
      return throughTable(data, this.rows);
    } catch (error) {
      this.warnings.push(`${errorMessage(error)} It is left out.`);
      return undefined;
    }
  }
}
