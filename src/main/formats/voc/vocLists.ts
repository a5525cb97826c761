import type { Split } from '../dataset/splitIds.ts';

/** The lists of a VOC data set by name; one for testing only where there are such images. */
export function vocLists({ train, val, test }: Split): Record<string, string[]> {
  const lists = { train, val, trainval: [...train, ...val].sort() };
  return test.length > 0 ? { ...lists, test } : lists;
}
