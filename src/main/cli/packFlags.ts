import type { Flag, FlagValues, ModelKind } from '../models/ModelKind.ts';
import { UsageError } from './UsageError.ts';

/** The flags of `camweave pack` that are the same for every kind of pack. */
const COMMON: readonly Flag[] = [
  { flag: '--out <folder>', help: 'create, get: where the pack goes (get: by default beside the settings)' },
  { flag: '--name <text>', help: 'create: name of the pack (default: name of the folder)' },
  { flag: '--description <text>', help: 'create: what the pack is good for, shown where packs are chosen' },
  { flag: '--licence <text>', help: 'create: licence of its models, for instance Apache-2.0' },
];
const JSON_FLAG: Flag = { flag: '--json', help: 'inspect: print one JSON object' };

/** All flags of `camweave pack`, each once: where two kinds share one, the help is the first one's. */
export function packFlags(kinds: readonly ModelKind[]): Flag[] {
  const needs = kinds.flatMap(({ creation }) => creation.needs);
  const takes = kinds.flatMap(({ creation }) => creation.takes);
  const all = [...needs, ...COMMON, ...takes, JSON_FLAG];
  return all.filter((item, index) => all.findIndex((other) => optionOf(other) === optionOf(item)) === index);
}

/**
 * The kind of pack that the needed flags ask for: the one of which most are given, the first where none is.
 *
 * @throws UsageError when flags of two kinds are mixed
 */
export function chooseKind(kinds: readonly ModelKind[], options: FlagValues): ModelKind {
  const given = ({ creation }: ModelKind): Flag[] =>
    creation.needs.filter((flag) => options[optionOf(flag)] !== undefined);
  const chosen = kinds.reduce((best, kind) => (given(kind).length > given(best).length ? kind : best));
  const own = new Set([...chosen.creation.needs, ...chosen.creation.takes].map(optionOf));
  const foreign = kinds.flatMap(given).find((flag) => !own.has(optionOf(flag)));
  if (!foreign) return chosen;
  const words = (flag: Flag): string => flag.flag.split(' ')[0]!;
  throw new UsageError(
    `${words(foreign)} and ${words(given(chosen)[0]!)} make packs of different kinds. Give the flags of one.`,
  );
}

/** The name under which the parser hands over a flag: `vitSize` for `--vit-size <pixels>`. */
export function optionOf({ flag }: Flag): string {
  const name = flag.split(' ')[0]!.slice(2);
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
