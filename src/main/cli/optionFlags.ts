import type { z } from 'zod';
import type { OptionDescription } from '../../shared/options/describeOptions.ts';
import { describeOptions } from '../../shared/options/describeOptions.ts';
import type { Options } from './parameterOptions.ts';
import { numberIn } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/** A flag as the command line's parser takes it, and its line of help. */
export type Flag = readonly [flag: string, help: string];

/** The flag of an option: `greyMasks` is `--grey-masks`. */
export function flagName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

/** Flags and help for a schema of options (see `describeOptions`), in its order. */
export function optionFlags(schema: z.ZodObject): Flag[] {
  return Object.entries(describeOptions(schema).properties).map(([key, option]) => {
    const name = flagName(key);
    if (option.type !== 'boolean') return [`${name} <${valueWord(option)}>`, helpOf(option)];
    return option.default === true
      ? [name, `${option.description} (${name.replace('--', '--no-')}: do not)`]
      : [name, option.description];
  });
}

/** The line of help of an option that takes a value: what it does, its range and its default. */
export function helpOf(option: OptionDescription): string {
  const choices = option.enum ? `: ${option.enum.join(', ')}` : '';
  const range = rangeOf(option);
  const usual = option.default === '' ? '' : `default ${String(option.default)}`;
  const notes = [range, usual].filter((note) => note !== '').join(', ');
  return `${option.description}${choices}${notes === '' ? '' : ` (${notes})`}`;
}

/**
 * The options that the command line sets, checked by their schema; those that it does not set have their defaults.
 *
 * @param names flags that are not named after their option
 * @throws UsageError naming the flag and what it takes, or in the schema's words where options do not go together
 */
export function parseFlags<Schema extends z.ZodObject>(
  schema: Schema,
  options: Options,
  names: Partial<Record<keyof z.infer<Schema>, string>> = {},
): z.infer<Schema> {
  const described = describeOptions(schema).properties;
  const given = Object.fromEntries(
    Object.entries(described).flatMap(([key, { type }]) => {
      const value = options[(names[key] ?? key) as string];
      if (value === undefined) return [];
      return [[key, type === 'number' || type === 'integer' ? numberIn(value) : value]];
    }),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  // What is wrong with several options together says so itself.
  if (issue?.path.length === 0) throw new UsageError(issue.message);
  const key = String(issue?.path[0]);
  const flag = flagName((names[key] ?? key) as string);
  throw new UsageError(`${flag} takes ${takes(described[key]!)}, not "${String(given[key])}".`);
}

function valueWord({ type, enum: choices }: OptionDescription): string {
  if (type === 'string') return choices ? 'name' : 'text';
  return 'number';
}

function rangeOf({ minimum, maximum }: OptionDescription): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${minimum} or more`;
  return maximum === undefined ? '' : `at most ${maximum}`;
}

function takes(option: OptionDescription): string {
  if (option.type === 'boolean') return 'no value';
  if (option.enum) return `one of ${option.enum.join(', ')}`;
  if (option.type === 'string') return 'a text';
  const kind = option.type === 'integer' ? 'a whole number' : 'a number';
  const range = rangeOf(option);
  return range === '' ? kind : `${kind}, ${range}`;
}
