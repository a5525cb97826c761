import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { LabelSampler } from '../../shared/labels/LabelSampler.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import { thresholdsOf } from '../annotate/thresholdsOf.ts';
import { TimeSlices } from '../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { StoredScores } from '../project/ScoreTable.ts';

/** More are not looked at: evenly spread ones say what happens to all. */
const MOST = 2000;

interface ThresholdPreview {
  /** Images that were looked at, of all that the thresholds concern. */
  images: number;
  total: number;
  /** Those of them that look different. */
  changed: number;
  /** Mean share of the patches that change, in those that change, in [0, 1]. */
  share: number;
}

/**
 * What other thresholds of the project would change, on the patch grid, before anybody has painted: in images that wait for
 * a decision and do not have thresholds of their own for these classes.
 *
 * @param thresholds by label; null for the one that is guessed for each image
 */
export async function previewThresholds(
  project: ProjectFile,
  thresholds: Readonly<Record<number, number | null>>,
): Promise<ThresholdPreview> {
  const slices = new TimeSlices();
  const labels = Object.keys(thresholds).map(Number);
  const given = project.given.origins();
  const concerned = project.images.all().filter(
    // Labels that came from elsewhere follow no threshold.
    ({ id, state, thresholds: own }) =>
      isOpen(state) && !given.has(id) && labels.some((label) => own[label] === undefined),
  );
  const step = Math.max(1, concerned.length / MOST);
  const shares: number[] = [];
  let images = 0;
  for (let at = 0; at < concerned.length; at += step) {
    await slices.pause();
    const image = concerned[Math.floor(at)]!;
    const scores = project.scores.get(image.id);
    if (!scores) continue;
    images += 1;
    const before = thresholdsOf(project, image, scores);
    const after = scores.labels.map((label, i) => {
      const changed = thresholds[label];
      if (image.thresholds[label] !== undefined || changed === undefined) return before[i]!;
      return changed ?? scores.guesses?.[i] ?? before[i]!;
    });
    const share = shareOfChange(scores, [before, after], project.meta.get('voidHalfWidth') ?? 0);
    if (share > 0) shares.push(share);
  }
  const changed = shares.length;
  const share = shares.reduce((sum, one) => sum + one, 0) / Math.max(1, changed);
  return { images, total: concerned.length, changed, share };
}

function shareOfChange(
  scores: StoredScores,
  [before, after]: [number[], number[]],
  voidHalfWidth: number,
): number {
  const { grid, labels } = scores;
  if (before.every((threshold, i) => threshold === after[i])) return 0;
  const values = Float32Array.from(scores.values);
  const decided = new Uint8Array(grid * grid).fill(UNTOUCHED);
  const [old, next] = [before, after].map(
    (thresholds) =>
      new LabelSampler({
        ...{ width: grid, height: grid, voidHalfWidth, decided },
        ...{ scores: { grid, labels, values }, thresholds },
      }),
  ) as [LabelSampler, LabelSampler];
  let changed = 0;
  for (let y = 0; y < grid; y++)
    for (let x = 0; x < grid; x++) if (old.at(x, y) !== next.at(x, y)) changed += 1;
  return changed / grid ** 2;
}
