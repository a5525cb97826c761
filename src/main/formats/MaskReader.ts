import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { SizedImage } from '../annotate/withContent.ts';
import type { IndexMask } from '../image/mask/readIndexMask.ts';
import type { ClassNames } from './dataset/ClassNames.ts';
import type { TimeSlices } from './dataset/TimeSlices.ts';
import { visible } from '../../shared/text/visible.ts';

/** A mask or score maps of one image: a file, or a part of one. */
export interface MaskFile {
  /** The path of its image, or its own below the source, without ending, with forward slashes: what it is matched by. */
  name: string;
  /** Absolute. */
  file: string;
  /** Of which image, as the file itself calls it, where it holds several. */
  item?: string;
  /** Another name to match it by, where no image has the first. */
  readonly alias?: string | undefined;
}

/** Names a mask for people. */
export function nameOf({ file, item }: MaskFile): string {
  return item === undefined ? file : `${file} (${visible(item)})`;
}

/** Classes of a project as those who read masks need them. */
export interface MaskClasses {
  /** Finds names, and remembers strangers. */
  names: ClassNames;
  /** Label of a class by its name as the project spells it; classes that are gone included. */
  labelOf: ReadonlyMap<string, number>;
  /** Those that are there, in the project's order. */
  ordered: readonly ProjectClass[];
  /** Which classes lie over others where shapes overlap, by label (`shapes/classOrder.ts`). */
  heights: ReadonlyMap<number, number>;
}

/** What all sources of masks say of themselves. */
interface MaskSource {
  /** Absolute folder that the names are relative to. */
  root: string;
  files: MaskFile[];
  /** What was left out or could not be understood, in whole sentences. */
  warnings: string[];
  /** What of the source as a whole cannot be kept, a line each. */
  losses?: string[];
}

/** A label map as it was read, in labels of the project. */
export interface ReadMask extends IndexMask {
  /** What of the file lies over what; undefined where nothing does. */
  overlaps?: string | undefined;
  /** What of the file cannot be kept; undefined where all is. */
  losses?: string | undefined;
}

/** Classes that a file says its image shows. */
export interface ReadTags {
  /** Labels of the project. */
  labels: number[];
  losses?: string | undefined;
}

/** Label maps that a source has. */
export interface LabelMasks extends MaskSource {
  gives: 'labels';
  /**
   * Reads one in labels of the project; what it has of no class of the project is void.
   *
   * @param image that it belongs to
   * @throws AppError naming the file, `other-size` where it says that the image has another size
   */
  read(file: MaskFile, image: SizedImage): ReadMask;
  /**
   * Classes that it names, those without an outline included; those of its label map where missing.
   *
   * @throws AppError naming the file
   */
  tags?(file: MaskFile, image: ProjectImage): ReadTags;
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
  /** Whether this reader reads the path, which is absolute and there. Opens no mask, and looks at the beginning of other files alone. */
  detect(path: string): boolean;
  /**
   * Finds the files of what `detect` said yes to.
   *
   * @param slices to be paused between short steps
   * @throws AppError `not-found` or `invalid-input` naming the file, `cancelled`
   */
  open(path: string, classes: MaskClasses, slices: TimeSlices): Promise<FoundMasks>;
}
