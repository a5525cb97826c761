import { classesIn } from '../../../shared/labels/classesIn.ts';
import { decide } from '../../annotate/decisions.ts';
import { updateState } from '../../annotate/updateState.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import type { GivenLabels } from '../../project/GivenTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** A label map as it comes. */
type Coming = Omit<GivenLabels, 'at'>;

/** Keeps a label map from elsewhere as what is proposed of an image; its classes become tags where nobody has given any. */
export function takeGiven(project: ProjectFile, image: SizedImage, given: Coming): void {
  project.transaction(() => {
    project.given.put(image.id, { ...given, at: new Date().toISOString() });
    const now = project.images.get(image.id) ?? image;
    if (now.tags === undefined || now.tagSource === 'classifier') {
      const classes = classesIn(given.labels);
      project.images.setTags(image.id, project.classes.labelsNow().classes(classes), 'source');
    }
    updateState(project, image.id);
  });
}

/** The same, and accepts it. */
export function acceptGiven(project: ProjectFile, image: SizedImage, given: Coming, author: string): void {
  project.transaction(() => {
    takeGiven(project, image, given);
    decide(project, project.images.get(image.id)!, 'accept', { author });
  });
}
