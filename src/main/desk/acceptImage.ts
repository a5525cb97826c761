import { AppError } from '../../shared/errors/AppError.ts';
import { encodeVocPng } from '../image/mask/encodeVocPng.ts';
import type { ProjectImage } from '../project/ImageTable.ts';
import { labelMapOf, thresholdsOf } from '../project/labelMapOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/**
 * Freezes an image's label map as it is now; later thresholds and proposals do not touch it.
 *
 * @throws AppError `invalid-input` when the image has no label map yet
 */
export function acceptImage(project: ProjectFile, image: ProjectImage): void {
  const labelMap = labelMapOf(project, image);
  const scores = project.scores.get(image.id);
  if (!labelMap)
    throw new AppError('invalid-input', `${image.path} has no proposal yet; propose it, then accept it.`);
  const labels = scores?.labels ?? [];
  const thresholds = thresholdsOf(project, image, labels);
  project.transaction(() => {
    project.labels.put(image.id, encodeVocPng(labelMap), {
      packHash: scores?.packHash ?? '',
      parameterHash: scores?.parameterHash ?? '',
      thresholds: Object.fromEntries(labels.map((label, i) => [label, thresholds[i]!])),
      voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
      edited: image.state === 'edited',
      acceptedAt: new Date().toISOString(),
    });
    project.images.setState(image.id, 'accepted');
  });
}
