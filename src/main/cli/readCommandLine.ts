import { parseArgs } from 'node:util';
import type { CAC, Command } from 'cac';
import type { Options } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/**
 * The arguments and options of a command. They are read by Node's parser, which leaves text as it was typed, where that
 * of `cac` makes numbers of `007` and `1e3`, and of `-dash` a cluster of which it knows the `h`.
 *
 * @param words what follows the program's name
 * @returns arguments without the command's name; options by name in camel case, text or booleans; lists of texts where the value of an option is named `<name...>`
 * @throws UsageError for an option that the command does not have, one without its value, and a value that is given twice
 */
export function readCommandLine(
  cli: CAC,
  command: Command,
  words: readonly string[],
): { args: string[]; options: Options } {
  const known = [...cli.globalCommand.options, ...command.options].flatMap(({ rawName, required }) => {
    const name = /--([\w-]+)/.exec(rawName)?.[1];
    const short = /(?:^|\s)-(\w)\b/.exec(rawName)?.[1];
    const type = required === true ? 'string' : 'boolean';
    if (name === undefined) return [];
    const multiple = rawName.includes('...>');
    return [[name, { type, multiple, ...(short === undefined ? {} : { short }) }] as const];
  });
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...words],
      options: Object.fromEntries(known),
      ...{ allowPositionals: true, allowNegative: true, tokens: true },
    });
    const given = tokens.flatMap((token) =>
      token.kind === 'option' && token.value !== undefined ? [token.name] : [],
    );
    const often = new Set(known.flatMap(([name, { multiple }]) => (multiple ? [name] : [])));
    const twice = given.find((name, index) => given.indexOf(name) !== index && !often.has(name));
    if (twice !== undefined) throw new UsageError(`--${twice} is given twice. Give it once.`);
    const options = Object.entries(values).map(([name, value]) => [camelCase(name), value] as const);
    return { args: positionals.slice(1), options: Object.fromEntries(options) };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError(message, { cause: error });
  }
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
