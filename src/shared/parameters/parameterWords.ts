import type { NumberRange } from './parameterRanges.ts';
import { PARAMETER_RANGES } from './parameterRanges.ts';
import type { ProposalParameters } from './proposalParameters.ts';

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
