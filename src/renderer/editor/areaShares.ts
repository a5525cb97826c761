import type { LabelSampler } from '../../shared/labels/LabelSampler.ts';

const SAMPLES_PER_EDGE = 160;

/** Share of the image that each label takes, estimated from a raster of at most 160 x 160 pixels. */
export function areaShares(
  size: { width: number; height: number },
  sampler: LabelSampler,
): Map<number, number> {
  const columns = Math.min(size.width, SAMPLES_PER_EDGE);
  const rows = Math.min(size.height, SAMPLES_PER_EDGE);
  const counts = new Map<number, number>();
  for (let row = 0; row < rows; row++) {
    const y = Math.floor(((row + 0.5) * size.height) / rows);
    for (let column = 0; column < columns; column++) {
      const label = sampler.at(Math.floor(((column + 0.5) * size.width) / columns), y);
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  return new Map([...counts].map(([label, count]) => [label, count / (columns * rows)]));
}
