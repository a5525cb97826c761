import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { parseLayers, parseScales } from '../../shared/parameters/parameterText.ts';
import { PARAMETER_RANGES, SCALE_RANGE } from '../../shared/parameters/parameterRanges.ts';
import { PARAMETER_WORDS } from '../../shared/parameters/parameterWords.ts';
import {
  COUPLINGS,
  DIRECTIONS,
  proposalParametersSchema,
} from '../../shared/parameters/proposalParameters.ts';
import { UsageError } from './UsageError.ts';

/** Options as the parser hands them over: text as it was typed, or booleans. */
export type Options = Record<string, unknown>;

/**
 * The text of an option.
 *
 * @throws UsageError where it is empty, as that of a variable of the shell that is not set
 */
export function textOption(options: Options, key: string): string | undefined {
  const text = options[key] === undefined ? undefined : String(options[key]);
  if (text?.trim() !== '') return text;
  const flag = `--${key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
  throw new UsageError(`${flag} takes a value that is not empty.`);
}

/** A number as people write it: no hexadecimal, no endless one. */
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text is, else the text: a schema says then what is wrong with it. */
export function numberIn(text: unknown): unknown {
  if (typeof text !== 'string' || !DECIMAL.test(text.trim())) return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/**
 * The number of an option that counts something.
 *
 * @throws UsageError where it is no whole number above 0
 */
export function countOption(options: Options, key: string): number | undefined {
  const count = numberIn(options[key]);
  if (count === undefined) return undefined;
  if (typeof count === 'number' && Number.isInteger(count) && count > 0) return count;
  throw new UsageError(`--${key} takes a whole number above 0.`);
}

/** What each parameter's option takes. */
const TAKES: Record<keyof ProposalParameters, string> = {
  ...{ coupling: ' <name>', direction: ' <name>', gamma: ' <number>', beta: ' <number>', steps: ' <count>' },
  ...{ layers: ' <list>', scales: ' <list>', flip: '' },
};

/** The options that set proposal parameters, with their help. */
export const PARAMETER_OPTIONS: readonly (readonly [string, string])[] = Object.entries(PARAMETER_WORDS).map(
  ([name, { help }]) => [`--${name}${TAKES[name as keyof ProposalParameters]}`, help] as const,
);

/**
 * The parameters that the command line changes.
 *
 * @throws UsageError naming the option and its range
 */
export function parseParameters(options: Options): Partial<ProposalParameters> {
  const changes: Record<string, unknown> = {};
  for (const key of ['coupling', 'direction', 'flip']) {
    if (options[key] !== undefined) changes[key] = options[key];
  }
  for (const key of ['gamma', 'beta', 'steps']) {
    if (options[key] !== undefined) changes[key] = numberIn(options[key]);
  }
  if (options['layers'] !== undefined) changes['layers'] = layersOf(String(options['layers']));
  if (options['scales'] !== undefined) changes['scales'] = scalesOf(String(options['scales']));
  const result = proposalParametersSchema.partial().safeParse(changes);
  if (!result.success) throw new UsageError(refusalOf(String(result.error.issues[0]?.path[0]), options));
  return result.data as Partial<ProposalParameters>;
}

const CHOICES: Readonly<Record<string, readonly string[]>> = { coupling: COUPLINGS, direction: DIRECTIONS };

function refusalOf(key: string, options: Options): string {
  const range = PARAMETER_RANGES[key as keyof typeof PARAMETER_RANGES];
  const takes = range
    ? `${key === 'steps' ? 'a whole number' : 'a number'}, ${range.min} to ${range.max}`
    : `one of ${(CHOICES[key] ?? []).join(', ')}`;
  return `--${key} takes ${takes}, not "${String(options[key])}".`;
}

function scalesOf(text: string): number[] {
  const scales = parseScales(text);
  if (scales !== undefined) return scales;
  const { min, max, most } = SCALE_RANGE;
  throw new UsageError(
    `--scales takes up to ${most} numbers from ${min} to ${max}, such as 0.5,1,1.5,2, not "${text}".`,
  );
}

function layersOf(text: string): ProposalParameters['layers'] {
  const layers = parseLayers(text);
  if (layers !== undefined) return layers;
  throw new UsageError(`--layers takes "all", or numbers such as 3-11 or 0,5, not "${text}".`);
}
