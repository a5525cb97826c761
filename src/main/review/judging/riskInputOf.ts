import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { RiskInput } from '../risk/RiskInput.ts';

/** As many as the project keeps. */
const SUGGESTIONS = 8;

/**
 * What a project knows of an image without asking any network; undefined where it has no label map. Where proposals follow edges, a
 * `Refine` was waited for before.
 *
 * @throws AppError `project-invalid`
 */
export function riskInputOf(project: ProjectFile, image: ProjectImage): RiskInput | undefined {
  const map = labelMapOf(project, image);
  if (!map) return undefined;
  const stored = project.scores.get(image.id);
  const said = project.suggestions.likeliest(image.id, SUGGESTIONS);
  return {
    ...{ width: map.width, height: map.height, labels: map.data },
    expected: image.tags ?? [],
    scores: stored && {
      ...{ labels: stored.labels, grid: stored.grid, values: Float32Array.from(stored.values) },
      thresholds: thresholdsOf(project, image, stored),
    },
    ...(said.length > 0 && { confidences: said }),
    dispute: stored?.dispute,
  };
}
