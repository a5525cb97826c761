import { z } from 'zod';

/** Corners of a cut, and seeds of one region. */
export const MOST_CORNERS = 1000;
export const MOST_SEEDS = 64;
/** Edits of one image. */
export const MOST_OBJECT_EDITS = 500;

/** In image pixels, 0.5 in the middle of the first one; kept to the hundredth. */
const coordinate = z
  .number()
  .min(-1e6)
  .max(1e6)
  .transform((value) => Math.round(value * 100) / 100);
const place = z.strictObject({ x: coordinate, y: coordinate });
export type Place = z.infer<typeof place>;

/** How a person parts regions into objects, and makes one of two (docs/design.md, "Objects"). */
export const objectEditSchema = z.discriminatedUnion('kind', [
  /** A line: what it crosses falls apart along it. */
  z.strictObject({ kind: z.literal('cut'), points: z.array(place).min(2).max(MOST_CORNERS) }),
  /** A place in each part of one object. */
  z.strictObject({ kind: z.literal('seeds'), points: z.array(place).min(2).max(MOST_SEEDS) }),
  /** A place in each of two objects that are one. */
  z.strictObject({ kind: z.literal('join'), points: z.tuple([place, place]) }),
]);
export type ObjectEdit = z.infer<typeof objectEditSchema>;

/** An edit as the project keeps it. */
export const storedObjectEditSchema = z.object({
  id: z.int().min(1),
  edit: objectEditSchema,
  /** Whether it was taken back. */
  undone: z.boolean(),
});
export type StoredObjectEdit = z.infer<typeof storedObjectEditSchema>;
