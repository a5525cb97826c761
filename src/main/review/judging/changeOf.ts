import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { compareLabels, meanIouOf } from './compareLabels.ts';
import { proposedLabels } from './proposedLabels.ts';

/**
 * How much a person has changed of what was proposed, in [0, 1]: one less the mean, over the classes that either has, of the IoU of the accepted label
 * map and the proposal at the thresholds of the image. An image that was accepted as it was proposed has 0.
 *
 * @returns undefined where nothing was accepted, or nothing had been proposed
 * @throws AppError `project-invalid`
 */
export function changeOf(project: ProjectFile, image: ProjectImage): number | undefined {
  const scores = project.scores.get(image.id);
  const accepted = image.state === 'accepted' ? project.labels.get(image.id) : undefined;
  if (!accepted || (!scores && !project.given.has(image.id))) return undefined;
  if (!accepted.provenance.edited) return 0;
  const map = labelMapOf(project, image);
  if (!map) return undefined;
  return 1 - meanIouOf(compareLabels(map.data, proposedLabels(project, image, scores, map)));
}
