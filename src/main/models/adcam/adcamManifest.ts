import { createHash } from 'node:crypto';
import { z } from 'zod';
import { LAST_CLASS } from '../../../shared/labels/labelCodes.ts';
import { proposalParametersSchema } from '../../../shared/parameters/proposalParameters.ts';
import { imageModel, packHead } from '../pack/manifestParts.ts';

/** The `kind` of these packs. */
export const ADCAM = 'adcam';

const probability = z.number().min(0).max(1);

export const adcamManifestSchema = z.object({
  ...packHead(ADCAM),
  cnn: z.object({
    ...imageModel,
    /** Edge of the square input at scale 1, in pixels. */
    size: z.int().min(32).max(4096),
    /** True where the export fixed height and width, so that `size` is the only size it takes. */
    fixedSize: z.boolean(),
    /** Input sizes are multiples of this: the pixels that one cell of the feature map stands for. */
    stride: z.int().min(1).max(256),
    modelClasses: z.int().min(1),
    /** How logits become probabilities: one class per image, or any number of them. */
    activation: z.enum(['softmax', 'sigmoid']),
  }),
  vit: z.object({
    ...imageModel,
    size: z.int().min(32).max(4096),
    /** Edge of a patch in pixels. */
    patch: z.int().min(2),
    /** Patches per row and column, so N = grid * grid. */
    grid: z.int().min(2),
    /** All tokens, class token and registers included; the patches are the last N. */
    tokens: z.int().min(4),
    heads: z.int().min(1),
    /** The Softmax tensors of the attention layers, first layer first. */
    attention: z.array(z.string().min(1)).min(1),
  }),
  /** Project classes in order, and the model classes that each stands for (none: the pack cannot propose it). */
  classes: z
    .array(z.object({ name: z.string().trim().min(1), modelClasses: z.array(z.int().min(0)) }))
    .min(1)
    .max(LAST_CLASS)
    .superRefine((classes, context) => {
      const names = classes.map(({ name }) => name);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) context.addIssue(`two classes are named "${twice}"; each needs its own name`);
    }),
  parameters: proposalParametersSchema,
  thresholds: z.object({
    default: probability,
    perClass: z.record(z.string(), probability).default({}),
    /** About where thresholds that are guessed for an image lie; the default where missing. */
    guess: probability.optional(),
  }),
  tagProbability: z.object({ default: probability, perClass: z.record(z.string(), probability).default({}) }),
});

export type AdcamManifest = z.infer<typeof adcamManifestSchema>;

/**
 * Identifies what decides scores: networks, sizes, normalisation and classes; not names or thresholds.
 *
 * Projects keep it beside their scores, so what it is made of, order included, stays as it is.
 */
export function packHash(manifest: AdcamManifest): string {
  const { cnn, vit, classes } = manifest;
  return createHash('sha256').update(JSON.stringify({ cnn, vit, classes })).digest('hex');
}

/** About where thresholds lie that are guessed for an image. */
export function guessCentre({ thresholds }: AdcamManifest): number {
  return thresholds.guess ?? thresholds.default;
}
