import type { JudgedImage } from './JudgedImage.ts';
import type { RiskScoreMaps } from './RiskInput.ts';

/** Where nothing says where a threshold lies. */
const MIDDLE = 0.5;

/**
 * Score maps of an opinion with the thresholds that are in force for the image's own scores, by label.
 *
 * @param values `[C, grid, grid]` of the opinions' labels
 */
export function opinionMaps({ input }: JudgedImage, values: Float32Array): RiskScoreMaps | undefined {
  const { opinions, scores } = input;
  if (!opinions || opinions.labels.length === 0) return undefined;
  const { labels, grid } = opinions;
  const thresholds = labels.map((label) => {
    const at = scores?.labels.indexOf(label) ?? -1;
    return at === -1 ? MIDDLE : scores!.thresholds[at]!;
  });
  return { labels, values, grid, thresholds };
}
