import type { AdcamManifest } from '../../models/adcam/adcamManifest.ts';
import { guessCentre } from '../../models/adcam/adcamManifest.ts';
import { guessThresholds } from '../../models/adcam/diffusion/guessThresholds.ts';
import type { LessonResult } from '../../models/adcam/jobs.ts';
import { mixScores } from '../../models/adcam/run/mixScores.ts';
import { classMaps, headLogits } from '../../learn/headMaps.ts';
import type { Head } from '../../project/HeadTable.ts';
import { LEAST_EXAMPLES } from '../../propose/headInForce.ts';

/** What would be proposed for an image: scores `[labels, N]`, and the threshold that is guessed for each. */
export interface CurveScores {
  labels: number[];
  values: Float32Array;
  thresholds: number[];
}

/**
 * The proposal of an image with a head, or without one, from what the networks have said of it once.
 *
 * @param tags labels of the image, ascending
 * @param scored those of them that AD-CAM has scores of, in the order of its scores
 */
export function scoresWith(
  head: Head | undefined,
  manifest: AdcamManifest,
  result: LessonResult,
  { tags, scored }: { tags: readonly number[]; scored: readonly number[] },
): CurveScores {
  const n = result.scoreGrid ** 2;
  const adcam = result.scores;
  const { features, tokens } = result.whole!;
  const alone = tags.filter((label) => {
    const row = head ? head.labels.indexOf(label) : -1;
    return !scored.includes(label) && row !== -1 && head!.examples[row]! >= LEAST_EXAMPLES;
  });
  const labels = [...scored, ...alone];
  let values: Float32Array = adcam;
  if (head && labels.length > 0) {
    const weights = { labels: head.labels, depth: head.depth, values: head.weights };
    const image = { features, depth: result.depth, grid: result.scoreGrid };
    const logits = headLogits(weights, image, labels);
    const taught = classMaps(logits, labels.length, result.scoreGrid, result.scoreGrid);
    values = mixScores(
      adcam,
      taught,
      n,
      scored.map(() => head.weight),
    );
  }
  const centre = (label: number): number => {
    if (!head) return guessCentre(manifest);
    return head.thresholds[head.labels.indexOf(label)] ?? head.threshold;
  };
  const adcamWeight = 1 - (head?.weight ?? 0);
  const usual = labels.map((label) => ({
    centre: centre(label),
    weight: scored.includes(label) ? adcamWeight : 0,
  }));
  const thresholds = tokens ? guessThresholds(values, tokens, n, usual) : usual.map((item) => item.centre);
  return ascending({ labels, values, thresholds }, n);
}

/** Of equal scores the class with the lower label counts, so it comes first. */
function ascending({ labels, values, thresholds }: CurveScores, n: number): CurveScores {
  const order = [...labels.keys()].sort((a, b) => labels[a]! - labels[b]!);
  const sorted = new Float32Array(values.length);
  for (const [to, from] of order.entries()) sorted.set(values.subarray(from * n, (from + 1) * n), to * n);
  return {
    labels: order.map((at) => labels[at]!),
    values: sorted,
    thresholds: order.map((at) => thresholds[at]!),
  };
}
