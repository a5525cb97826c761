import { z } from 'zod';

const share = z.number().min(0).max(1);

/** What is said of validation and test images drawn with a seed, each by itself. */
export const ratioOptionsSchema = z.strictObject({
  valShare: share.default(0.2).meta({
    ...{ title: 'Validation', step: 0.01 },
    description: 'Share of the images for validation; what it and testing leave is for training',
  }),
  testShare: share
    .default(0)
    .meta({ title: 'Test', description: 'Share of the images for testing', step: 0.01 }),
  seed: z.int().default(0).meta({ title: 'Seed', description: 'Seed of the split' }),
  stratify: z.boolean().default(false).meta({
    title: 'Every class in every part',
    description: 'Spread the images of each class over the parts as evenly as the shares allow',
  }),
});

/** Shares are decimal fractions: sums nearer to 1 than this are 1, and leave nothing for training. */
const EPSILON = 1e-9;

/** The same together: no image is asked for twice. */
export const ratioSplitSchema = ratioOptionsSchema.refine(
  ({ valShare, testShare }) => valShare + testShare <= 1 + EPSILON,
  {
    error: ({ input }) => {
      const { valShare, testShare } = input as RatioSplit;
      return `The shares for validation (${valShare}) and testing (${testShare}) add up to more than 1: make them smaller.`;
    },
  },
);
export type RatioSplit = z.infer<typeof ratioOptionsSchema>;

/** The parts of a data set. */
export const PARTS = ['train', 'val', 'test'] as const;
export type Part = (typeof PARTS)[number];

const ids = z.array(z.string());

/** Ids of each part. Without a list for training, all that is in no list is for training; with one, it is left out. */
export const listSplitSchema = z.strictObject({ val: ids, test: ids.optional(), train: ids.optional() });
export type ListSplit = z.infer<typeof listSplitSchema>;

/** How a data set is parted: shares and a seed, or the ids themselves. */
export const splitSchema = z.union([ratioSplitSchema, listSplitSchema]);
export type SplitOptions = z.input<typeof splitSchema>;
/** The same with all shares. */
export type WholeSplit = z.infer<typeof splitSchema>;
