import type { z } from 'zod';
import type { ExportImage, WrittenImages } from './dataset/writeImages.ts';

/** A class of the project. */
export interface ExportClass {
  label: number;
  name: string;
  colour: string;
}

/** What an exporter is given to write a data set. */
export interface ExportJob {
  /** The folder to fill. It is there and empty, and gets its name only when `check` has passed. */
  folder: string;
  /** Classes of the project, by label. */
  classes: readonly ExportClass[];
  /**
   * Calls `write` for each image, several at once. An image for which it throws an AppError is left out and reported.
   *
   * @param write returns what `check` expects to find again, besides what is known of every image
   */
  writeImages<Expected extends object>(
    write: (image: ExportImage) => Promise<Expected>,
  ): Promise<WrittenImages<Expected>>;
}

/** One way in which data sets go out: a row of `exporters.ts`. */
export interface Exporter<Options extends z.ZodObject = z.ZodObject, Expected extends object = object> {
  /** As `--format` takes it. */
  id: string;
  /** What a person calls it. */
  title: string;
  /** What this format alone takes: booleans, numbers, strings and enums with default, title and description. */
  options: Options;
  /** Fills the job's folder; `job.writeImages` is called once. */
  write(job: ExportJob, options: z.infer<Options>): Promise<WrittenImages<Expected>>;
  /**
   * Reads the folder back by the rules of the format's readers.
   *
   * @param classes as the job had them
   * @throws AppError `export-mismatch` naming the first file that differs (see `dataset/expectReadBack.ts`)
   */
  check(
    folder: string,
    written: WrittenImages<Expected>,
    options: z.infer<Options>,
    classes: readonly ExportClass[],
  ): Promise<void>;
}
