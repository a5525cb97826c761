import type { ClassNames } from './dataset/ClassNames.ts';
import type { ImageSource } from './dataset/ImageSource.ts';
import type { TimeSlices } from './dataset/TimeSlices.ts';

/** One way in which photographs and their image-level labels come: a row of `importers.ts`. */
export interface Importer {
  id: string;
  /** What a person calls it. */
  title: string;
  /** Whether this importer reads the path, which is absolute and there. */
  detect(path: string): boolean;
  /**
   * Reads what `detect` said yes to. Without images it returns none; `readSource` says so.
   *
   * @param classes the project's; every name that a source gives goes through it
   * @param list only the images of this list, where the format has lists
   * @param slices to be paused between short steps: a source may hold a hundred thousand files
   * @throws AppError `not-found` or `invalid-input` naming the file, `cancelled`
   */
  read(path: string, classes: ClassNames, list: string | undefined, slices: TimeSlices): Promise<ImageSource>;
}
