import { z } from 'zod';
import { FIRST_CLASS, LAST_CLASS } from '../labels/labelCodes.ts';

/** The value of a class in a mask. */
export const labelSchema = z.int().min(FIRST_CLASS).max(LAST_CLASS);
export const thresholdSchema = z.number().min(0).max(1);

/** One class of a project. */
export const projectClassSchema = z.object({
  label: labelSchema,
  name: z.string().trim().min(1),
  /** `#rrggbb` */
  colour: z.string().regex(/^#[0-9a-f]{6}$/),
  /** Project threshold; an image may override it. */
  threshold: thresholdSchema,
  /** Whether a threshold that was guessed for an image goes before it. */
  guessed: z.boolean(),
});
export type ProjectClass = z.infer<typeof projectClassSchema>;
