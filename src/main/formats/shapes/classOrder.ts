import type { ClassNames } from '../dataset/ClassNames.ts';

/** Which of two shapes of different classes has the pixels that lie in both: the later one, or that of the class that is named first. */
export type ClassOrder = 'later' | readonly string[];

/**
 * How high each class lies, by label: those that are named lie above all others, the first of them on top. Shapes of the same height lie in the order of their file. Names of
 * no class have no effect.
 *
 * @param labelOf labels by the project's names
 */
export function heightsOf(
  order: ClassOrder,
  names: ClassNames,
  labelOf: ReadonlyMap<string, number>,
): ReadonlyMap<number, number> {
  const heights = new Map<number, number>();
  if (order === 'later') return heights;
  for (const [index, name] of order.entries()) {
    const found = names.find(name);
    const label = found === undefined ? undefined : labelOf.get(found);
    if (label !== undefined && !heights.has(label)) heights.set(label, order.length - index);
  }
  return heights;
}
