import { z } from 'zod';
import { labelSchema, projectClassSchema } from '../images/ProjectClass.ts';
import { BACKGROUND, LAST_CLASS, UNTOUCHED, VOID } from '../labels/labelCodes.ts';
import { nothing } from './imageRoutes.ts';
import { projectSchema } from './projectRoutes.ts';

const { name, colour } = projectClassSchema.shape;
const labels = z.array(labelSchema).min(1).max(LAST_CLASS);

const useSchema = z.object({
  label: labelSchema,
  /** Images that are tagged or painted with it. */
  images: z.int(),
  tagged: z.int(),
  painted: z.int(),
  /** Of those images, how many are accepted. */
  accepted: z.int(),
});
export type ClassUse = z.infer<typeof useSchema>;

const goneSchema = z.object({
  label: labelSchema,
  name,
  colour,
  /** What its pixels are now: another class, 0 background, 255 void, 254 whatever is proposed. */
  becomes: z.int().min(BACKGROUND).max(VOID),
});
export type GoneClass = z.infer<typeof goneSchema>;

/** What pixels of a deleted class become. */
const becomesSchema = z.union([z.literal([BACKGROUND, UNTOUCHED, VOID]), labelSchema]);

/** The classes of a project: each change is made once under the number of its call, and answered with the project as it is then. */
export const classRoutes = {
  /** How many images have each class; and the classes that are gone of which any has something. */
  'class.use': {
    input: nothing,
    output: z.object({ classes: z.array(useSchema), gone: z.array(goneSchema) }),
  },
  /** Adds classes behind the others, all or none. */
  'class.addMany': {
    input: z.strictObject({ classes: z.array(z.strictObject({ name, colour })).min(1).max(LAST_CLASS) }),
    output: projectSchema,
  },
  'class.update': { input: z.strictObject({ label: labelSchema, name, colour }), output: projectSchema },
  /** Deletes classes, or merges them into another. What was labelled with them is kept, and read as what they become. */
  'class.delete': { input: z.strictObject({ labels, becomes: becomesSchema }), output: projectSchema },
  /** Brings deleted or merged classes back with all that was labelled with them. */
  'class.restore': { input: z.strictObject({ labels }), output: projectSchema },
  /** Puts classes in this order; those that are not named come behind them as they were. */
  'class.reorder': { input: z.strictObject({ labels }), output: projectSchema },
} as const;
