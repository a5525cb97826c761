import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors/AppError.ts';
import { BACKGROUND, VOID } from '../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { StoredScores } from '../project/ScoreTable.ts';
import { thresholdsOf } from './thresholdsOf.ts';
import type { SizedImage } from './withContent.ts';

/** Another one for every change of how refined proposals are made. */
const VERSION = 1;

/** Makes sure that an image's refined proposal is the one that its scores and thresholds imply now, where it needs one. */
export type Refine = (image: ProjectImage) => Promise<void>;

/** Whether the proposal of an image is refined: its project follows edges, and it has scores that can be, and no label map from elsewhere. */
export function isRefined(project: ProjectFile, imageId: number, scores: StoredScores | undefined): boolean {
  if (scores === undefined || scores.labels.length === 0) return false;
  return (project.meta.get('edges') ?? false) && !project.given.has(imageId);
}

/** Names all that a refined proposal is made from. */
export function refinedKey(project: ProjectFile, image: ProjectImage, scores: StoredScores): string {
  const { values, grid, labels } = scores;
  const hash = createHash('sha256').update(
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
  const facts = [
    ...[VERSION, image.contentHash, image.width, image.height, grid, labels],
    ...[thresholdsOf(project, image, scores), project.meta.get('voidHalfWidth') ?? 0],
  ];
  return hash.update(JSON.stringify(facts)).digest('hex');
}

/**
 * The refined proposal of an image, `uint8[height, width]`, which a `Refine` has made before.
 *
 * @throws AppError `project-invalid` for labels that its scores do not have
 */
export function refinedProposal(project: ProjectFile, image: SizedImage, scores: StoredScores): Uint8Array {
  const key = refinedKey(project, image, scores);
  const found = project.refined.get(image.id, key, image.width * image.height);
  if (!found) throw new Error(`The proposal of ${image.path} was to be refined before it is used.`);
  const isKnown = new Uint8Array(256);
  for (const label of [BACKGROUND, VOID, ...scores.labels]) isKnown[label] = 1;
  let areKnown = true;
  for (let i = 0; i < found.length; i++) if (isKnown[found[i]!] !== 1) areKnown = false;
  if (areKnown) return found;
  throw new AppError(
    'project-invalid',
    `The refined proposal of ${image.path} has labels that its scores do not have: ${project.path} is damaged. Restore a copy.`,
  );
}
