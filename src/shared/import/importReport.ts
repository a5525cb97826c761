import { z } from 'zod';

/** What masks from elsewhere can become: labels to review, accepted labels, ground truth beside the project, scores with live thresholds, tags alone. */
export const IMPORT_WAYS = ['review', 'accepted', 'ground-truth', 'scores', 'tags'] as const;
export type ImportWay = (typeof IMPORT_WAYS)[number];

/** So many of a list are named. */
export const MOST_NAMED = 1000;

/** How many there are, and the first of them. */
const namedSchema = z.object({ count: z.int(), some: z.array(z.string()) });
export type Named = z.infer<typeof namedSchema>;

/** What importing masks has done, or would do. */
export const importReportSchema = z.object({
  /** Where the masks lie. */
  root: z.string(),
  /** What reads them, as a person calls it. */
  reader: z.string(),
  as: z.enum(IMPORT_WAYS),
  /** Whether it was done. */
  done: z.boolean(),
  /** Files that were found. */
  masks: z.int(),
  /** Images that get one. */
  images: z.int(),
  /** Images that each class is in. */
  perClass: z.array(z.object({ name: z.string(), images: z.int() })),
  /**
   * Classes that the project does not have, in how many files, and what of the project they may be misspellings of: their pixels become void, their score maps
   * are left out.
   */
  strangers: z.array(z.object({ name: z.string(), files: z.int(), near: z.string().nullable() })),
  /** Files in which shapes of different classes overlap, and how much. */
  overlaps: namedSchema,
  /** What cannot be kept, or is not as it was there, by file. */
  losses: namedSchema,
  /** Images that a person has decided about, or painted on, which stay as they are. */
  kept: namedSchema,
  /** Masks of another size than their image. */
  otherSize: namedSchema,
  /** Masks and images that cannot be read, in whole sentences. */
  unreadable: namedSchema,
  /** Masks that could be of several images, or of one that has another. */
  unclear: namedSchema,
  imagesWithoutMask: namedSchema,
  masksWithoutImage: namedSchema,
  warnings: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;
