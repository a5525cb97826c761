import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { IndexMask } from '../image/mask/readIndexMask.ts';
import type { ClassNames } from './dataset/ClassNames.ts';
import type { TimeSlices } from './dataset/TimeSlices.ts';

/** One file of masks or score maps, which belongs to one image. */
export interface MaskFile {
  /** Its path below the source without its ending, with forward slashes: what it is matched by. */
  name: string;
  /** Absolute. */
  file: string;
}

/** Classes of a project as those who read masks need them. */
export interface MaskClasses {
  /** Finds names, and remembers strangers. */
  names: ClassNames;
  /** Label of a class by its name as the project spells it; classes that are gone included. */
  labelOf: ReadonlyMap<string, number>;
  /** Those that are there, in the project's order. */
  ordered: readonly ProjectClass[];
}

/** What all sources of masks say of themselves. */
interface MaskSource {
  /** Absolute folder that the names are relative to. */
  root: string;
  files: MaskFile[];
  /** What was left out or could not be understood, in whole sentences. */
  warnings: string[];
}

/** Label maps that a source has. */
export interface LabelMasks extends MaskSource {
  gives: 'labels';
  /**
   * Reads one in labels of the project; what it has of no class of the project is void.
   *
   * @throws AppError naming the file
   */
  read(file: MaskFile): IndexMask;
}

/** Score maps of one image in labels of the project. */
export interface GivenScores {
  /** Of the maps, ascending. */
  labels: number[];
  /** Whether the source says of which classes they are; else they are all that say anything. */
  isNamed: boolean;
  grid: number;
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float16Array;
}

/** Score maps that a source has. */
export interface ScoreMasks extends MaskSource {
  gives: 'scores';
  /**
   * Reads those of an image.
   *
   * @throws AppError naming the file
   */
  read(file: MaskFile, image: ProjectImage): GivenScores;
}

/** What a reader gives. */
export type FoundMasks = LabelMasks | ScoreMasks;

/** One way in which masks come that were made elsewhere: a row of `maskReaders.ts`. */
export interface MaskReader {
  id: string;
  /** What a person calls it. */
  title: string;
  /** Whether this reader reads the path, which is absolute and there. Opens no mask. */
  detect(path: string): boolean;
  /**
   * Finds the files of what `detect` said yes to.
   *
   * @param slices to be paused between short steps
   * @throws AppError `not-found` or `invalid-input` naming the file, `cancelled`
   */
  open(path: string, classes: MaskClasses, slices: TimeSlices): Promise<FoundMasks>;
}
