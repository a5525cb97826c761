import { isClass } from './labelCodes.ts';

/** The classes of a label map, ascending. A set of all its pixels would take longer than to read it. */
export function classesIn(labels: Uint8Array): number[] {
  const isThere = new Uint8Array(256);
  for (let i = 0; i < labels.length; i++) isThere[labels[i]!] = 1;
  return [...isThere.keys()].filter((label) => isThere[label] === 1 && isClass(label));
}
