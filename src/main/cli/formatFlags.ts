import type { Exporter } from '../formats/Exporter.ts';
import type { Flag } from './optionFlags.ts';
import { flagName, optionFlags } from './optionFlags.ts';
import type { Options } from './parameterOptions.ts';

/** The flags of all formats, each with the formats that take it in front of its help: `voc: Also write ...`. */
export function formatFlags(exporters: readonly Exporter[]): Flag[] {
  const flags = new Map<string, Map<string, string[]>>();
  for (const { id, options } of exporters) {
    for (const [flag, help] of optionFlags(options)) {
      const helps = flags.get(flag) ?? new Map<string, string[]>();
      flags.set(flag, helps.set(help, [...(helps.get(help) ?? []), id]));
    }
  }
  return [...flags].map(([flag, helps]) => [
    flag,
    [...helps].map(([help, ids]) => `${ids.join(', ')}: ${help}`).join('; '),
  ]);
}

/** What to say when the command line has a flag that only other formats take; undefined where it has none. */
export function foreignFlag(
  exporters: readonly Exporter[],
  chosen: Exporter,
  options: Options,
): string | undefined {
  const own = new Set(Object.keys(chosen.options.shape));
  for (const { id, options: schema } of exporters) {
    const key = Object.keys(schema.shape).find((name) => options[name] !== undefined && !own.has(name));
    if (key !== undefined) return `${flagName(key)} is an option of ${id}, not of ${chosen.id}.`;
  }
  return undefined;
}
