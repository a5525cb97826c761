import type { SplitOptions } from '../../../shared/export/splitOptions.ts';
import { AppError } from '../../../shared/errors/AppError.ts';

const NAMED = 3;

/**
 * Looks at a list of ids for validation before anything is written by it.
 *
 * @param ids of all images of the export
 * @returns a sentence on those that are none of them; undefined where all are
 * @throws AppError `invalid-input` where none is
 */
export function expectKnownIds(ids: readonly string[], split: SplitOptions): string | undefined {
  if (!('val' in split) || split.val.length === 0) return undefined;
  const known = new Set(ids);
  const listed = [...new Set(split.val)];
  const unknown = listed.filter((id) => !known.has(id));
  if (unknown.length === 0) return undefined;
  const some = unknown.slice(0, NAMED).map((id) => `"${id.slice(0, 80)}"`);
  const names = `${some.join(', ')}${unknown.length > NAMED ? ', ...' : ''}`;
  if (unknown.length === listed.length)
    throw new AppError(
      'invalid-input',
      `The list for validation names no image of this export: ${names}. An id is such as "${ids[0] ?? 'photo'}", a name without its ending.`,
    );
  return `The list for validation names ${unknown.length} of ${listed.length} ids that are no images of this export: ${names}.`;
}
