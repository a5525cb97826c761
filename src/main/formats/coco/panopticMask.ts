import { VOID } from '../../../shared/labels/labelCodes.ts';
import { readColourMask } from '../../image/mask/readColourMask.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { JsonObject } from '../json/values.ts';
import { isObject } from '../json/values.ts';
import { readMaskFile } from '../masks/readMaskFile.ts';
import type { Losses } from '../shapes/Losses.ts';

/**
 * A label map from a panoptic PNG, whose pixels hold the ids of segments as red + 256 green + 65536 blue (github.com/cocodataset/panopticapi). Crowds, 0, and ids that no segment
 * has are void.
 *
 * @param segments of `segments_info`
 * @param labelOf label of the class of a segment, by its category
 * @throws AppError `not-found`, `invalid-input`, `image-unreadable`, naming the PNG
 */
export function panopticMask(
  file: string,
  segments: readonly unknown[],
  labelOf: (category: unknown) => number,
  losses: Losses,
): IndexMask {
  const { width, height, data, channels } = readColourMask(readMaskFile(file), file);
  const labels = new Map<number, number>();
  for (const segment of segments) {
    if (!isObject(segment) || !Number.isSafeInteger(segment['id']))
      losses.add('segments that cannot be read');
    else if (isCrowd(segment)) {
      losses.add('crowds, which become void');
      labels.set(segment['id'] as number, VOID);
    } else labels.set(segment['id'] as number, labelOf(segment['category_id']));
  }
  labels.set(0, VOID);
  const result = new Uint8Array(width * height);
  const strange = new Set<number>();
  const seen = new Set<number>();
  let last = -1;
  let label = VOID;
  for (let i = 0, at = 0; i < result.length; i++, at += channels) {
    const id = data[at]! + 256 * data[at + 1]! + 65_536 * data[at + 2]!;
    if (id !== last) {
      last = id;
      seen.add(id);
      label = labels.get(id) ?? VOID;
      if (!labels.has(id)) strange.add(id);
    }
    result[i] = label;
  }
  losses.add('regions of no segment, which become void', strange.size);
  labels.delete(0);
  losses.add('segments without a pixel', [...labels.keys()].filter((id) => !seen.has(id)).length);
  return { width, height, data: result };
}

function isCrowd({ iscrowd }: JsonObject): boolean {
  return iscrowd === 1 || iscrowd === true;
}
