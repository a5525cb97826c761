import { isClass } from '../../shared/labels/labelCodes.ts';
import type { LabelsNow } from './LabelsNow.ts';

/**
 * Score maps under the labels that theirs mean now: of classes that have become one the greater score counts, pixel by pixel;
 * those of classes that have become none are left out.
 *
 * @param labels of the maps, in their order
 * @param maps `[C, area]`
 * @returns labels ascending, and their maps; both as they were where no label means another one now
 */
export function mapsNow<Maps extends Float16Array | Float32Array>(
  labels: readonly number[],
  maps: Maps,
  now: LabelsNow,
): { labels: number[]; maps: Maps } {
  if (labels.every((label) => now.of(label) === label)) return { labels: [...labels], maps };
  const area = maps.length / labels.length;
  const merged = now.classes(labels);
  const result = maps.slice(0, merged.length * area) as Maps;
  result.fill(-Infinity);
  for (const [from, label] of labels.entries()) {
    if (!isClass(now.of(label))) continue;
    const to = merged.indexOf(now.of(label));
    for (let i = 0; i < area; i++)
      result[to * area + i] = Math.max(result[to * area + i]!, maps[from * area + i]!);
  }
  return { labels: merged, maps: result };
}
