import { z } from 'zod';

/** Validation images drawn with a seed. */
export const ratioSplitSchema = z.strictObject({
  valShare: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .meta({ title: 'Share', description: 'Share of the images for validation', step: 0.01 }),
  seed: z.int().default(0).meta({ title: 'Seed', description: 'Seed of the train/val split' }),
});

/** How a data set is parted into training and validation: a share and a seed, or the validation ids themselves. */
export const splitSchema = z.union([ratioSplitSchema, z.strictObject({ val: z.array(z.string()) })]);
export type SplitOptions = z.infer<typeof splitSchema>;
