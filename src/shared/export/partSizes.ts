import type { Part, RatioSplit } from './splitOptions.ts';

/** How many of `images` each part gets by shares: whole numbers of sum `images`, validation rounded first, then testing; training has the rest. */
export function partSizes(
  images: number,
  { valShare, testShare }: Pick<RatioSplit, 'valShare' | 'testShare'>,
): Record<Part, number> {
  const val = Math.round(images * valShare);
  const test = Math.min(images - val, Math.round(images * testShare));
  return { train: images - val - test, val, test };
}
