import { isSameName } from '../../shared/classes/isSameName.ts';
import type { ClassChange } from '../../shared/export/commonOptions.ts';
import type { Options } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/**
 * What `--class FROM=TO`, given once or often, says of classes. Where a name has an equals sign, the longest beginning that is a class is meant.
 *
 * @param names of the project's classes
 * @throws UsageError where it is said otherwise
 */
export function classChanges(options: Options, names: readonly string[]): ClassChange[] {
  const given = options['class'];
  if (given === undefined) return [];
  return (Array.isArray(given) ? (given as unknown[]) : [given]).map((item) => {
    const text = String(item);
    const places = [...text.matchAll(/=/g)].map(({ index }) => index);
    const isClass = (at: number): boolean => names.some((name) => isSameName(name, text.slice(0, at)));
    const at = places.findLast(isClass) ?? places[0];
    if (at === undefined || text.slice(0, at).trim() === '')
      throw new UsageError(
        `--class takes FROM=TO, such as cat=animal, or FROM= for a class to be left out; not "${text}".`,
      );
    return { from: text.slice(0, at).trim(), to: text.slice(at + 1).trim() };
  });
}
