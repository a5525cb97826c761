import type { OptionsDescription, OptionValue } from '../options/describeOptions.ts';
import type { PhotographWay } from './commonOptions.ts';
import { partSizes } from './partSizes.ts';
import type { Part, SplitOptions } from './splitOptions.ts';
import { PARTS } from './splitOptions.ts';

/** A line of what a format writes, as `export.formats` says it. */
export interface PlannedLine {
  path: string;
  holds: string;
  where?: readonly [option: string, value: boolean | string] | undefined;
  isPhotographs?: boolean | undefined;
}

interface Asked {
  options: OptionsDescription;
  /** What of the options is not their default. */
  values: Readonly<Record<string, OptionValue>>;
  photographs: PhotographWay;
  provenance: boolean;
}

/** The lines of a format's layout that hold with what is asked for, and those that every format writes. */
export function plannedLines(
  layout: readonly PlannedLine[],
  { options, values, photographs, provenance }: Asked,
  words: { provenance: string; record: string },
): { path: string; holds: string }[] {
  const lines = layout.filter(({ where, isPhotographs }) => {
    if (isPhotographs === true && photographs === 'leave') return false;
    if (where === undefined) return true;
    const [option, value] = where;
    return (values[option] ?? options.properties[option]?.default) === value;
  });
  return [
    ...lines.map(({ path, holds }) => ({ path, holds })),
    ...(provenance ? [{ path: 'provenance/ID.png', holds: words.provenance }] : []),
    { path: 'camweave.json', holds: words.record },
  ];
}

/**
 * How many of `images` each part gets, where all of them can be exported; ids of lists are believed.
 *
 * @param split shares with their defaults, or lists
 */
export function plannedParts(images: number, split: SplitOptions): Record<Part, number> {
  if ('val' in split) {
    const listed = { train: split.train, val: split.val, test: split.test ?? [] };
    const [val, test] = [new Set(listed.val).size, new Set(listed.test).size];
    const train = listed.train ? new Set(listed.train).size : Math.max(0, images - val - test);
    return { train, val, test };
  }
  return partSizes(images, { valShare: split.valShare ?? 0, testShare: split.testShare ?? 0 });
}

/** Counts as people read them: `208 train, 52 val`; a part for testing only where it has images. */
export function partWords(parts: Readonly<Record<Part, number>>): string {
  return PARTS.filter((part) => part !== 'test' || parts.test > 0)
    .map((part) => `${parts[part]} ${part}`)
    .join(', ');
}
