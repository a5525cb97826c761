import { z } from 'zod';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { proposalParametersSchema } from '../../shared/parameters/proposalParameters.ts';
import { UsageError } from './UsageError.ts';

/** Options as the parser hands them over: text, numbers, or booleans. */
export type Options = Record<string, unknown>;

/** The text of an option; the parser turns what looks like a number into one. */
export function textOption(options: Options, key: string): string | undefined {
  return options[key] === undefined ? undefined : String(options[key]);
}

/** The options that set proposal parameters, with their help. */
export const PARAMETER_OPTIONS: readonly (readonly [string, string])[] = [
  ['--coupling <name>', 'cam, direct or adcam'],
  ['--direction <name>', 'gather (a patch takes from those it attends to) or scatter'],
  ['--gamma <number>', 'How strongly unlike neighbourhoods are cut off, 0 to 32'],
  ['--beta <number>', 'Share of the diffused map per step, 0 to 1'],
  ['--steps <count>', 'Diffusion steps, 1 to 16'],
  ['--layers <list>', 'Attention layers, counted from 0: "all", "3-11" or "0,5,11"'],
  ['--scales <list>', 'CNN input sizes relative to its base size, for instance "0.5,1,1.5,2"'],
  ['--flip', 'Run each scale mirrored too (--no-flip: do not)'],
];

/**
 * The parameters that the command line changes.
 *
 * @throws UsageError naming the option and its range
 */
export function parseParameters(options: Options): Partial<ProposalParameters> {
  const changes: Record<string, unknown> = {};
  for (const key of ['coupling', 'direction', 'gamma', 'beta', 'steps', 'flip']) {
    if (options[key] !== undefined) changes[key] = options[key];
  }
  if (options['layers'] !== undefined) changes['layers'] = parseLayers(String(options['layers']));
  if (options['scales'] !== undefined) changes['scales'] = String(options['scales']).split(',').map(Number);
  const result = proposalParametersSchema.partial().safeParse(changes);
  if (!result.success) throw new UsageError(z.prettifyError(result.error));
  return result.data as Partial<ProposalParameters>;
}

function parseLayers(text: string): 'all' | number[] {
  if (text === 'all') return 'all';
  return text.split(',').flatMap((part) => {
    const [first, last] = part.split('-').map(Number) as [number, number | undefined];
    return last === undefined ? [first] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}
