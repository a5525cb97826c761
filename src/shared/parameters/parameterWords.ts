import type { ProposalParameters } from './proposalParameters.ts';

type NumberName = 'gamma' | 'beta' | 'steps';

/** A number's range, and by how much one step of a field changes it. */
export interface NumberRange {
  min: number;
  max: number;
  step: number;
}

/** Ranges of the parameters that are numbers: the schema, the pages' fields and the command's help follow them. */
export const PARAMETER_RANGES: Record<NumberName, NumberRange> = {
  gamma: { min: 0, max: 32, step: 0.5 },
  beta: { min: 0, max: 1, step: 0.05 },
  steps: { min: 1, max: 16, step: 1 },
};
export const SCALE_RANGE = { min: 0.25, max: 4, most: 8 };

const range = ({ min, max }: NumberRange): string => `${min} to ${max}`;

/** A title for a field, and what the parameter does. */
export const PARAMETER_WORDS: Record<keyof ProposalParameters, { title: string; help: string }> = {
  coupling: { title: 'Coupling', help: 'cam, direct or adcam' },
  direction: { title: 'Direction', help: 'gather (a patch takes from those it attends to) or scatter' },
  gamma: {
    title: 'Gamma',
    help: `How strongly unlike neighbourhoods are cut off, ${range(PARAMETER_RANGES.gamma)}`,
  },
  beta: { title: 'Beta', help: `Share of the diffused map per step, ${range(PARAMETER_RANGES.beta)}` },
  steps: { title: 'Steps', help: `Diffusion steps, ${range(PARAMETER_RANGES.steps)}` },
  layers: { title: 'Layers', help: 'Attention layers, counted from 0: "all", "3-11" or "0,5,11"' },
  scales: {
    title: 'Scales',
    help: 'CNN input sizes relative to its base size, for instance "0.5,1,1.5,2"',
  },
  flip: { title: 'Mirrored too', help: 'Run each scale mirrored too (--no-flip: do not)' },
};
