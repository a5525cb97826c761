import { z } from 'zod';

/** What is commonly wrong with a label map; the page has words for each. */
export const VERDICTS = ['wrong-class', 'missing-object', 'flooding', 'edge'] as const;
/** Of an image. */
export const MOST_NOTES = 200;
export const LONGEST_NOTE = 1000;

/** What a reviewer says of an image, before it has an id. */
export const newNoteSchema = z.strictObject({
  /** A flag asks somebody to look; a verdict says what is wrong: one of VERDICTS, or own words. */
  kind: z.enum(['flag', 'verdict']),
  text: z.string().max(LONGEST_NOTE),
  /** Where, as shares of the image's width and height; null for the image as a whole. */
  at: z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1) }).nullable(),
});
export type NewNote = z.infer<typeof newNoteSchema>;

/** A note that is kept: by whom, and when. */
export const reviewNoteSchema = newNoteSchema.extend({
  id: z.int().min(1),
  imageId: z.int().min(1),
  /** ISO 8601 */
  when: z.string(),
  /** Empty where nobody is known. */
  author: z.string(),
});
export type ReviewNote = z.infer<typeof reviewNoteSchema>;
