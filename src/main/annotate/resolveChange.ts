import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { readContent } from './photographChange.ts';
import { updateState } from './updateState.ts';

/**
 * Takes the photograph that is there now for the one that was labelled: its labels stay.
 *
 * @throws AppError `invalid-input` where it has another size, so that they cannot fit it; `image-unreadable`
 */
export async function keepLabels(project: ProjectFile, image: ProjectImage): Promise<void> {
  const content = await readContent(project, image);
  if (content.width !== image.width || content.height !== image.height)
    throw new AppError(
      'invalid-input',
      `${image.path} is ${content.width} x ${content.height} now, its labels are ${image.width} x ${image.height}: they cannot be ` +
        'kept for it. Put the photograph back, or start anew.',
    );
  project.transaction(() => project.images.setContent(image.id, content));
}

/**
 * Takes the photograph that is there now as a new one: strokes, objects, decisions, scores, suggestions and imported labels of the one before are forgotten.
 *
 * @throws AppError `image-unreadable`; `invalid-input` where it is the photograph that was labelled
 */
export async function startAnew(project: ProjectFile, image: ProjectImage): Promise<void> {
  const content = await readContent(project, image);
  if (content.contentHash === image.contentHash)
    throw new AppError(
      'invalid-input',
      `${image.path} is the photograph that was labelled, so its labels stay. Open it again.`,
    );
  project.transaction(() => {
    project.strokes.remove(image.id);
    project.objectEdits.remove(image.id);
    project.decisions.remove(image.id);
    project.scores.remove(image.id);
    project.suggestions.remove(image.id);
    project.refined.remove(image.id);
    project.given.remove(image.id);
    project.images.setContent(image.id, content);
    updateState(project, image.id);
  });
}
