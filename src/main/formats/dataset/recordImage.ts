import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { thresholdsOf } from '../../annotate/thresholdsOf.ts';
import { originOf } from '../../annotate/originOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { WrittenImage } from './WrittenImage.ts';

/**
 * What the record of a data set says of one image: what it is, the sha256 of its photograph and of its labels, and how those came about. No paths beyond the
 * photograph's own below its folder, and names of people only where they are asked for.
 */
export function recordImage(
  project: ProjectFile,
  image: ProjectImage,
  { id, width, height, maskHash, photograph, photographHash, labels }: WrittenImage,
  authors: boolean,
): object {
  const decision = project.decisions.last(image.id);
  return {
    ...{ id, path: image.path, width, height, state: image.state },
    photograph: { how: photograph, sha256: photographHash, source: image.contentHash ?? null },
    mask: { sha256: maskHash, labels },
    proposal: proposalOf(project, image),
    origin: originOf(project, image.id) ?? null,
    edited: project.strokes.any(image.id),
    decision: decision
      ? { what: decision.what, at: decision.at, ...(authors && { author: decision.author }) }
      : null,
  };
}

/** What an accepted image was accepted with, else what its scores were made with; null where it has neither. */
function proposalOf(project: ProjectFile, image: ProjectImage): object | null {
  const frozen = image.state === 'accepted' ? project.labels.get(image.id)?.provenance : undefined;
  if (frozen) {
    const { packHash, parameterHash, thresholds, voidHalfWidth, edges = false } = frozen;
    const head = project.scores.madeWith(image.id)?.head ?? 0;
    return { packHash, parameterHash, head, thresholds, voidHalfWidth, edges };
  }
  const scores = project.scores.get(image.id);
  if (!scores) return null;
  const inForce = thresholdsOf(project, image, scores);
  return {
    ...{ packHash: scores.packHash, parameterHash: scores.parameterHash, head: scores.head ?? 0 },
    thresholds: Object.fromEntries(scores.labels.map((label, i) => [label, inForce[i]])),
    voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
    edges: project.meta.get('edges') ?? false,
  };
}
