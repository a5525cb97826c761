import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { updateState } from '../../annotate/updateState.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** Keeps classes that a source names as the tags of an image, and changes nothing else; those that a person has given are left. */
export function takeTags(project: ProjectFile, { id }: ProjectImage, labels: readonly number[]): void {
  project.transaction(() => {
    if (project.images.get(id)?.tagSource === 'person') return;
    project.images.setTags(id, project.classes.labelsNow().classes(labels), 'source');
    updateState(project, id);
  });
}
