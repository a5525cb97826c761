/**
 * The order of a list by numbers, the greatest first; what has the same one stays in the order of the list.
 *
 * @param keys one for each item
 * @returns places in the list
 */
export function placesByKey(keys: Float64Array): number[] {
  return [...Uint32Array.from(keys.keys()).sort((a, b) => keys[b]! - keys[a]! || a - b)];
}
