import { z } from 'zod';
import { TAGGINGS } from '../parameters/tagging.ts';
import { proposalParametersSchema } from '../parameters/proposalParameters.ts';
import { labelSchema, projectClassSchema, thresholdSchema } from '../images/ProjectClass.ts';
import { nothing } from './imageRoutes.ts';

/** A class, whether the pack can propose it, and whether anything can: the pack or what was learned. */
export const classSummarySchema = projectClassSchema.extend({
  proposable: z.boolean(),
  taught: z.boolean(),
});
export type ClassSummary = z.infer<typeof classSummarySchema>;

export const batchProgressSchema = z.object({
  done: z.int(),
  total: z.int(),
  failed: z.int(),
  imagesPerSecond: z.number(),
  secondsLeft: z.number().nullable(),
});
export type BatchProgress = z.infer<typeof batchProgressSchema>;

/** Which device runs the networks, and why no other does. */
export const providerSchema = z.object({
  provider: z.string(),
  skipped: z.array(z.object({ provider: z.string(), reason: z.string() })),
  /** Of the proposals made last; null before the first. */
  imagesPerSecond: z.number().nullable(),
});
export type ProviderLine = z.infer<typeof providerSchema>;

export const projectSchema = z.object({
  /** Names the project for as long as it lives, wherever its file is. */
  id: z.string(),
  name: z.string(),
  path: z.string(),
  /** The folder of its photographs. */
  root: z.string(),
  classes: z.array(classSummarySchema),
  voidHalfWidth: thresholdSchema,
  /** Whether proposals follow the edges of their photographs. */
  edges: z.boolean(),
  parameters: proposalParametersSchema,
  tagging: z.enum(TAGGINGS),
  pack: z.object({ name: z.string(), layers: z.int() }).nullable(),
  /** Open images whose proposal is missing or was made otherwise. */
  pending: z.int(),
  batch: batchProgressSchema.nullable(),
  provider: providerSchema.nullable(),
  /** Folder of true masks beside the project; null without. */
  groundTruth: z.string().nullable(),
  /** Whether others have worked on its images too, as parts were joined. */
  rivals: z.boolean(),
});
export type ProjectSummary = z.infer<typeof projectSchema>;

export const projectRoutes = {
  'project.get': { input: nothing, output: projectSchema },
  /** Follows an image folder that has moved; paths that were not found stay as they were. */
  'project.relink': {
    input: z.strictObject({ folder: z.string().min(1) }),
    output: z.object({ found: z.int(), missing: z.array(z.string()) }),
  },
  /** Copies the project, as it is now, to a file that is not there yet. */
  'project.saveCopy': {
    input: z.strictObject({ path: z.string().min(1) }),
    output: z.object({ path: z.string() }),
  },
  'project.setVoidHalfWidth': { input: z.strictObject({ voidHalfWidth: thresholdSchema }), output: nothing },
  'project.setEdges': { input: z.strictObject({ edges: z.boolean() }), output: nothing },
  'project.setParameters': {
    input: z.strictObject({ parameters: proposalParametersSchema }),
    output: projectSchema,
  },
  /** What becomes of the classifier's word where nobody gave tags. */
  'project.setTagging': { input: z.strictObject({ tagging: z.enum(TAGGINGS) }), output: projectSchema },
  /** The threshold of a class in all images; null for one that is guessed for each. */
  'class.setThreshold': {
    input: z.strictObject({ label: labelSchema, threshold: thresholdSchema.nullable() }),
    output: nothing,
  },
  /** What thresholds would change in images that wait for a decision and have none of their own for these classes. */
  'class.previewThresholds': {
    input: z.strictObject({ thresholds: z.record(z.string(), thresholdSchema.nullable()) }),
    output: z.object({
      /** Images that were looked at: all of them, or evenly spread ones. */
      images: z.int(),
      total: z.int(),
      changed: z.int(),
      /** Share of the pixels that change, in those that change. */
      share: z.number(),
    }),
  },
  /** Proposes all open images, or those of some, whose proposal is missing or was made otherwise; progress comes as events. */
  'batch.start': {
    input: z.strictObject({ ids: z.array(z.int().min(1)).optional() }),
    output: batchProgressSchema,
  },
  'batch.cancel': { input: nothing, output: nothing },
} as const;
