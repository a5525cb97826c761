import type { z } from 'zod';
import type { PhotographWay } from '../../shared/export/commonOptions.ts';
import type { ExportClass } from './dataset/ExportClass.ts';
import type { ExportImage } from './dataset/writeImages.ts';
import type { WrittenImages } from './dataset/WrittenImage.ts';

/** What an exporter is given to write a data set. */
export interface ExportJob {
  /** The folder to fill. It is there and empty, and gets its name only when `check` has passed. */
  folder: string;
  /** Classes of the data set, in their order. */
  classes: readonly ExportClass[];
  /** What becomes of photographs; for one that is left where it is there need be no folder. */
  photographs: PhotographWay;
  /**
   * Calls `write` for each image, several at once. An image for which it throws an AppError is left out and reported.
   *
   * @param write returns what `check` expects to find again, besides what is known of every image
   */
  writeImages<Expected extends object>(
    write: (image: ExportImage) => Promise<Expected>,
  ): Promise<WrittenImages<Expected>>;
}

/** A line of what a data set consists of, for people. */
export interface LayoutLine {
  /** Below the folder; ID stands for the name of an image, PART for that of a part. */
  path: string;
  holds: string;
  /** The line holds only where this option of the format has this value. */
  where?: readonly [option: string, value: boolean | string];
  /** Whether it is photographs, which are there unless they are left where they are. */
  isPhotographs?: boolean;
}

/** One way in which data sets go out: a row of `exporters.ts`. */
export interface Exporter<Options extends z.ZodObject = z.ZodObject, Expected extends object = object> {
  /** As `--format` takes it. */
  id: string;
  /** What a person calls it. */
  title: string;
  /** What this format alone takes: booleans, numbers, strings and enums with default, title and description. */
  options: Options;
  /** What is written. */
  layout: readonly LayoutLine[];
  /** What of label maps the format cannot hold, in whole sentences. */
  losses: readonly string[];
  /** Whether void is void there; else void pixels are background, and the report says how many. */
  hasVoid: boolean;
  /** Fills the job's folder; `job.writeImages` is called once. */
  write(job: ExportJob, options: z.infer<Options>): Promise<WrittenImages<Expected>>;
  /**
   * Reads the folder back by the rules of the format's readers.
   *
   * @param classes as the job had them
   * @param next to be awaited before each image: lets others work, and throws where the export is cancelled
   * @returns what was found right, in whole sentences without a full stop
   * @throws AppError `export-mismatch` naming the first file that differs (see `dataset/expectReadBack.ts`)
   */
  check(
    folder: string,
    written: WrittenImages<Expected>,
    options: z.infer<Options>,
    classes: readonly ExportClass[],
    next: () => Promise<void>,
  ): Promise<string[]>;
}
