import type { Decision } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { decide, stepDecision } from './decisions.ts';
import { expectSeen } from './expectSeen.ts';
import type { Refine } from './refinedProposal.ts';
import type { Doer } from './Doer.ts';
import { withSameContent } from './withContent.ts';

/**
 * Decides about an image whose photograph was not looked at yet.
 *
 * @param doer `seen` is the key of the proposal that was looked at, null for none; where missing nobody has to have looked
 * @throws AppError as `decide`; `image-unreadable`, `image-changed` where it is accepted
 */
export async function decideOn(
  project: ProjectFile,
  image: ProjectImage,
  what: Decision,
  { refine, seen, ...doer }: Doer & { refine: Refine; seen?: string | null | undefined },
): Promise<void> {
  // Only an acceptance needs the photograph; a damaged one can still be rejected.
  const known = what === 'accept' ? await readyToFreeze(project, image, refine) : image;
  // Checked last: a batch may have proposed it anew meanwhile.
  if (seen !== undefined) expectSeen(project, known, seen);
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
