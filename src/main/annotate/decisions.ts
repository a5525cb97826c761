import { AppError } from '../../shared/errors/AppError.ts';
import type { Decision } from '../../shared/images/imageState.ts';
import { isPossible } from '../../shared/images/imageState.ts';
import { classesIn } from '../../shared/labels/classesIn.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { encodeVocPng } from '../image/mask/encodeVocPng.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Doer } from './Doer.ts';
import { labelMapOf } from './labelMapOf.ts';
import { isRefined } from './refinedProposal.ts';
import { thresholdsOf } from './thresholdsOf.ts';
import { updateState } from './updateState.ts';

/**
 * Decides about an image: accepting freezes its label map as it is now, so that later thresholds and proposals do not
 * touch it; rejecting leaves it out and keeps its strokes; reopening takes either back. What changes nothing is not kept.
 *
 * @param image its size known where it is accepted
 * @throws AppError `invalid-input` when an image without a label map is accepted, `already-done` for a call that was made before
 */
export function decide(
  project: ProjectFile,
  image: ProjectImage,
  what: Decision,
  { author, number }: Doer,
): void {
  if (!isPossible(what, image.state)) return;
  const at = new Date().toISOString();
  const frozen = what === 'accept' ? freeze(project, image, at) : undefined;
  project.transaction(() => {
    project.changes.note(number);
    const id = project.decisions.add(image.id, { what, at, author });
    if (frozen) project.labels.put(id, frozen.png, frozen.provenance);
    updateState(project, image.id);
  });
}

/**
 * Takes the last decision on an image back, or makes the next one again; false when there is none. What an acceptance has
 * frozen stays with it, so that taking back a reopening brings back those labels; one that is made again freezes what there is
 * now, since thresholds and proposals may have changed.
 *
 * @param image its size known
 */
export function stepDecision(
  project: ProjectFile,
  image: ProjectImage,
  how: 'undo' | 'redo',
  number?: string,
): boolean {
  const next = how === 'redo' ? project.decisions.next(image.id) : undefined;
  const frozen = next?.what === 'accept' ? freeze(project, image, next.at ?? '') : undefined;
  return project.transaction(() => {
    project.changes.note(number);
    const found = project.decisions[how](image.id);
    if (!found) return false;
    if (frozen) project.labels.put(found.id, frozen.png, frozen.provenance);
    updateState(project, image.id);
    return true;
  });
}

/** Which way the history of decisions can be gone; undo only while nothing was painted since. */
export function decisionSteps(
  { decisions, strokes }: ProjectFile,
  imageId: number,
): { canUndoDecision: boolean; canRedoDecision: boolean } {
  const last = decisions.last(imageId);
  const painted = strokes.lastAt(imageId) ?? '';
  return {
    canUndoDecision: last !== undefined && (last.at ?? '') >= painted,
    canRedoDecision: decisions.next(imageId) !== undefined,
  };
}

/** The label map that an acceptance freezes, and how it came about. */
function freeze(
  project: ProjectFile,
  image: ProjectImage,
  acceptedAt: string,
): { png: Uint8Array; provenance: Parameters<ProjectFile['labels']['put']>[2] } {
  const labelMap = labelMapOf(project, image);
  if (!labelMap)
    throw new AppError('invalid-input', `${image.path} has no proposal yet; propose it, then accept it.`);
  const scores = project.scores.get(image.id);
  const labels = scores?.labels ?? [];
  const thresholds = scores ? thresholdsOf(project, image, scores) : [];
  return {
    png: encodeVocPng(labelMap),
    provenance: {
      packHash: scores?.packHash ?? '',
      parameterHash: scores?.parameterHash ?? '',
      thresholds: Object.fromEntries(labels.map((label, i) => [label, thresholds[i]!])),
      voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
      edges: isRefined(project, image.id, scores),
      origin: project.given.originOf(image.id) ?? scores?.origin,
      labels: classesIn(labelMap.data),
      edited: project.strokes.any(image.id),
      acceptedAt,
    },
  };
}
