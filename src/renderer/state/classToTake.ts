import { LabelSampler } from '../../shared/labels/LabelSampler.ts';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import type { OpenImage } from './OpenImage.svelte.ts';

/**
 * The class that is in hand when an image is opened.
 *
 * @param tags of the image
 * @param last the class that was painted last
 * @returns the last one where it is tagged; else the tag with the largest proposal, or the first where nothing is proposed;
 *   undefined without tags
 */
export function classToTake(
  tags: readonly number[],
  image: Pick<OpenImage, 'scores' | 'thresholds'>,
  last: number,
): number | undefined {
  if (tags.includes(last)) return last;
  const areas = patchesOf(image);
  return [...tags].sort((a, b) => (areas.get(b) ?? 0) - (areas.get(a) ?? 0) || a - b)[0];
}

/** How many patches of the grid each label is proposed on. */
function patchesOf({ scores, thresholds }: Pick<OpenImage, 'scores' | 'thresholds'>): Map<number, number> {
  const areas = new Map<number, number>();
  if (!scores) return areas;
  const { grid, labels } = scores;
  const sampler = new LabelSampler({
    ...{ width: grid, height: grid, scores, voidHalfWidth: 0 },
    thresholds: labels.map((label) => thresholds[label] ?? 1),
    decided: new Uint8Array(grid * grid).fill(UNTOUCHED),
  });
  for (let y = 0; y < grid; y++)
    for (let x = 0; x < grid; x++) {
      const label = sampler.at(x, y);
      areas.set(label, (areas.get(label) ?? 0) + 1);
    }
  return areas;
}
