import { z } from 'zod';

/** How the activation meets the attention: not at all, directly, or refined and diffused. */
export const COUPLINGS = ['cam', 'direct', 'adcam'] as const;
export type Coupling = (typeof COUPLINGS)[number];

/**
 * Everything that decides a score map, besides the image and the pack. A pack brings defaults, a project may
 * change them.
 */
export const proposalParametersSchema = z.strictObject({
  /** `cam`: plain class activation; `direct`: one step over raw attention; `adcam`: refined, then diffused. */
  coupling: z.enum(COUPLINGS),
  /** `gather`: a patch takes from the patches it attends to; `scatter`: it gives to them. */
  direction: z.enum(['gather', 'scatter']),
  /** Exponent of the neighbourhood similarity; 0 leaves the attention as it is. */
  gamma: z.number().min(0).max(32),
  /** Share of the diffused map in each step, the rest is the activation itself. */
  beta: z.number().min(0).max(1),
  /** Number of diffusion steps. */
  steps: z.int().min(1).max(16),
  /** Attention layers that are averaged, counted from 0; `all` for every layer. */
  layers: z.union([z.literal('all'), z.array(z.int().min(0)).min(1)]),
  /** CNN input sizes relative to its base size; the activations are summed. */
  scales: z.array(z.number().min(0.25).max(4)).min(1).max(8),
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
