import { isClass } from '../../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { ExportClasses } from './exportClasses.ts';

/** Score maps of an image under the labels of a data set. */
export interface ExportScores {
  grid: number;
  /** Labels of the maps, in their order. */
  labels: number[];
  /** The threshold in force of each map. */
  thresholds: number[];
  /** `[C, grid, grid]` in [0, 1]. */
  values: Float32Array;
}

/** Of classes that become one, the greater score counts, and the lower threshold; those left out have none. Undefined where the image has no scores. */
export function exportScores(
  project: ProjectFile,
  image: ProjectImage,
  { table }: Pick<ExportClasses, 'table'>,
): ExportScores | undefined {
  const stored = project.scores.get(image.id);
  if (!stored) return undefined;
  const { grid } = stored;
  const area = grid ** 2;
  const own = thresholdsOf(project, image, stored);
  const labels = [...new Set(stored.labels.map((label) => table[label]!))].filter(isClass);
  const values = new Float32Array(labels.length * area);
  const thresholds = labels.map(() => Infinity);
  for (const [map, label] of stored.labels.entries()) {
    const to = labels.indexOf(table[label]!);
    if (to < 0) continue;
    thresholds[to] = Math.min(thresholds[to]!, own[map]!);
    for (let i = 0; i < area; i++)
      values[to * area + i] = Math.max(values[to * area + i]!, stored.values[map * area + i]!);
  }
  return { grid, labels, thresholds, values };
}
