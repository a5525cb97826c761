import type { Decision } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { decide, stepDecision } from './decisions.ts';
import type { Refine } from './refinedProposal.ts';
import type { Doer } from './Doer.ts';
import { withSameContent } from './withContent.ts';

/**
 * Decides about an image whose photograph was not looked at yet.
 *
 * @throws AppError as `decide`; `image-unreadable`, `image-changed` where it is accepted
 */
export async function decideOn(
  project: ProjectFile,
  image: ProjectImage,
  what: Decision,
  doer: Doer & { refine: Refine },
): Promise<void> {
  // Only an acceptance needs the photograph; a damaged one can still be rejected.
  const known = what === 'accept' ? await readyToFreeze(project, image, doer.refine) : image;
  decide(project, known, what, doer);
}

/**
 * Takes the last decision on an image back, or makes the next one again, as `stepDecision` does.
 *
 * @throws AppError `image-unreadable`, `image-changed` where an acceptance is made again
 */
export async function stepDecisionOn(
  project: ProjectFile,
  image: ProjectImage,
  how: 'undo' | 'redo',
  { refine, number }: { refine: Refine; number?: string | undefined },
): Promise<boolean> {
  // An acceptance that is made again freezes what there is now.
  const accepts = how === 'redo' && project.decisions.next(image.id)?.what === 'accept';
  const known = accepts ? await readyToFreeze(project, image, refine) : image;
  return stepDecision(project, known, how, number);
}

async function readyToFreeze(
  project: ProjectFile,
  image: ProjectImage,
  refine: Refine,
): Promise<ProjectImage> {
  const known = await withSameContent(project, image);
  await refine(known);
  // A threshold may have been moved meanwhile.
  return project.images.get(image.id) ?? known;
}
