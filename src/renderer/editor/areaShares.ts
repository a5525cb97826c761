import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import type { LabelSampler } from '../../shared/labels/LabelSampler.ts';
import type { Layer } from '../../shared/labels/Layer.ts';

const SAMPLES_PER_EDGE = 160;

/** Shares of an image, in [0, 1]. */
export interface AreaShares {
  /** What each label takes. */
  labels: ReadonlyMap<number, number>;
  /** What each label would take by its scores, and does not since a person has painted there. */
  painted: ReadonlyMap<number, number>;
}

/** How much of an image each label takes, estimated from a raster of at most 160 x 160 pixels. */
export function areaShares({ width, height, data }: Layer, sampler: LabelSampler): AreaShares {
  const columns = Math.min(width, SAMPLES_PER_EDGE);
  const rows = Math.min(height, SAMPLES_PER_EDGE);
  const [labels, painted] = [new Map<number, number>(), new Map<number, number>()];
  for (let row = 0; row < rows; row++) {
    const y = Math.floor(((row + 0.5) * height) / rows);
    for (let column = 0; column < columns; column++) {
      const x = Math.floor(((column + 0.5) * width) / columns);
      count(labels, sampler.at(x, y));
      if (data[y * width + x] !== UNTOUCHED) count(painted, sampler.proposed(x, y));
    }
  }
  const share = (counts: ReadonlyMap<number, number>): ReadonlyMap<number, number> =>
    new Map([...counts].map(([label, number]) => [label, number / (columns * rows)]));
  return { labels: share(labels), painted: share(painted) };
}

function count(counts: Map<number, number>, label: number): void {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}
