import type { ProjectFile } from '../project/ProjectFile.ts';
import { proposalKey } from './proposalKey.ts';

/** Tells what is proposed of an image from what was or will be: the label map that came from elsewhere, else its scores; null without either. */
export function shownKey(project: ProjectFile, imageId: number): string | null {
  const given = project.given.keyOf(imageId);
  if (given !== undefined) return given;
  const made = project.scores.madeWith(imageId);
  return made ? proposalKey(made) : null;
}
