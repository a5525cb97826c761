import type { ImageState } from '../../shared/images/imageState.ts';
import { stateOf } from '../../shared/images/imageState.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/**
 * Brings an image's state up to date with its decisions, strokes and scores: the one place where a state changes. To be
 * called within the transaction that changed one of these.
 */
export function updateState(project: ProjectFile, imageId: number): ImageState {
  const state = stateOf({
    decision: project.decisions.last(imageId)?.what,
    painted: project.strokes.any(imageId),
    proposed: project.scores.has(imageId) || project.given.has(imageId),
  });
  project.images.setState(imageId, state);
  return state;
}
