import { isOpen } from '../../../shared/images/imageState.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** More are not looked at: evenly spread ones say what happens to all. */
const MOST = 2000;
const STEPS = 80;

/**
 * By how much scores of a class are above thresholds in force, patch by patch, in images that wait for a decision.
 *
 * @returns counts in equal steps from -1 to 1; the images that were looked at, of all that have the class
 */
export async function marginHistogram(
  project: ProjectFile,
  label: number,
): Promise<{ counts: number[]; images: number; total: number }> {
  const slices = new TimeSlices();
  const concerned = project.images
    .all()
    .filter(({ state, tags }) => isOpen(state) && (tags?.includes(label) ?? false));
  const counts = new Array<number>(STEPS).fill(0);
  const step = Math.max(1, concerned.length / MOST);
  let images = 0;
  for (let at = 0; at < concerned.length; at += step) {
    await slices.pause();
    const image = concerned[Math.floor(at)]!;
    const scores = project.scores.get(image.id);
    const row = scores?.labels.indexOf(label) ?? -1;
    if (!scores || row < 0) continue;
    images += 1;
    const threshold = thresholdsOf(project, image, scores)[row]!;
    const values = Float32Array.from(
      scores.values.subarray(row * scores.grid ** 2, (row + 1) * scores.grid ** 2),
    );
    for (const value of values) {
      const bin = Math.floor(((value - threshold + 1) / 2) * STEPS);
      counts[Math.min(STEPS - 1, Math.max(0, bin))]! += 1;
    }
  }
  return { counts, images, total: concerned.length };
}
