import { z } from 'zod';
import { PARAMETER_RANGES, SCALE_RANGE } from './parameterRanges.ts';

/** How the activation meets the attention: not at all, directly, or refined and diffused. */
export const COUPLINGS = ['cam', 'direct', 'adcam'] as const;
/** Whether a patch takes from the patches it attends to, or gives to them. */
export const DIRECTIONS = ['gather', 'scatter'] as const;
export type Coupling = (typeof COUPLINGS)[number];

const inRange = ({ min, max }: { min: number; max: number }): z.ZodNumber => z.number().min(min).max(max);

/**
 * Everything that decides a score map, besides the image and the pack. A pack brings defaults, a project may
 * change them.
 */
export const proposalParametersSchema = z.strictObject({
  /** `cam`: plain class activation; `direct`: one step over raw attention; `adcam`: refined, then diffused. */
  coupling: z.enum(COUPLINGS),
  /** `gather`: a patch takes from the patches it attends to; `scatter`: it gives to them. */
  direction: z.enum(DIRECTIONS),
  /** Exponent of the neighbourhood similarity; 0 leaves the attention as it is. */
  gamma: inRange(PARAMETER_RANGES.gamma),
  /** Share of the diffused map in each step, the rest is the activation itself. */
  beta: inRange(PARAMETER_RANGES.beta),
  /** Number of diffusion steps. */
  steps: inRange(PARAMETER_RANGES.steps).int(),
  /** Attention layers that are averaged, counted from 0; `all` for every layer. */
  layers: z.union([z.literal('all'), z.array(z.int().min(0)).min(1)]),
  /** CNN input sizes relative to its base size; the activations are summed. */
  scales: z.array(inRange(SCALE_RANGE)).min(1).max(SCALE_RANGE.most),
  /** Whether each scale is run mirrored too. */
  flip: z.boolean(),
});

export type ProposalParameters = z.infer<typeof proposalParametersSchema>;

/** Measured on PASCAL VOC photographs; see ARCHITECTURE.md. */
export const DEFAULT_PARAMETERS: ProposalParameters = {
  coupling: 'adcam',
  direction: 'gather',
  gamma: 6,
  beta: 1,
  steps: 3,
  layers: 'all',
  scales: [0.5, 1, 1.5, 2],
  flip: true,
};

/** Threshold of a class for which neither image, project nor pack says anything. */
export const DEFAULT_THRESHOLD = 0.6;
/** Classifier probability from which an untagged image gets a tag. */
export const DEFAULT_TAG_PROBABILITY = 0.5;
