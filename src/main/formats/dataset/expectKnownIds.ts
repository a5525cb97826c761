import type { Part, SplitOptions } from '../../../shared/export/splitOptions.ts';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { AppError } from '../../../shared/errors/AppError.ts';

const NAMED = 3;
const WORDS: Record<Part, string> = { train: 'training', val: 'validation', test: 'testing' };

/**
 * Looks at lists of ids before anything is written by them.
 *
 * @param ids of all images of the export
 * @returns a sentence for each list that has ids which are none of them
 * @throws AppError `invalid-input` for a list of which none is, and for an id in two lists
 */
export function expectKnownIds(ids: readonly string[], split: SplitOptions): string[] {
  if (!('val' in split)) return [];
  const known = new Set(ids);
  const places = new Map<string, Part>();
  return PARTS.flatMap((part) => {
    const listed = [...new Set(split[part])];
    for (const id of listed) {
      const other = places.get(id);
      if (other !== undefined)
        throw new AppError(
          'invalid-input',
          `"${id.slice(0, 80)}" is in the list for ${WORDS[other]} and in that for ${WORDS[part]}. Take it out of one of them.`,
        );
      places.set(id, part);
    }
    const unknown = listed.filter((id) => !known.has(id));
    if (unknown.length === 0) return [];
    const some = unknown.slice(0, NAMED).map((id) => `"${id.slice(0, 80)}"`);
    const names = `${some.join(', ')}${unknown.length > NAMED ? ', ...' : ''}`;
    if (unknown.length === listed.length)
      throw new AppError(
        'invalid-input',
        `The list for ${WORDS[part]} names no image of this export: ${names}. An id is such as "${ids[0] ?? 'photo'}", a name without its ending.`,
      );
    return `The list for ${WORDS[part]} names ${unknown.length} of ${listed.length} ids that are no images of this export: ${names}.`;
  });
}
