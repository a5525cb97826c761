import type { CommonOptions } from '../../../shared/export/commonOptions.ts';
import type { WrittenImage } from './WrittenImage.ts';

/** What a report says of void pixels in a format that has none: how many have become background. */
export function voidLost(
  title: string,
  images: readonly WrittenImage[],
  { provenance }: Pick<CommonOptions, 'provenance'>,
): string[] {
  const having = images.filter(({ voidPixels }) => voidPixels > 0);
  if (having.length === 0) return [];
  const pixels = having.reduce((sum, { voidPixels }) => sum + voidPixels, 0);
  const where = provenance
    ? 'provenance/ shows where they were.'
    : '"Where pixels come from" (--provenance) would show where they were.';
  return [
    `${title} has no void: ${pixels} void pixels in ${having.length} of ${images.length} images are background there. ${where}`,
  ];
}
