import { createHash } from 'node:crypto';
import { updateState } from '../../annotate/updateState.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { GivenScores } from '../MaskReader.ts';

/** Stands where the hash of a pack would: no pack has made them. */
const NO_PACK = 'imported';

/** Keeps score maps from elsewhere as the scores of an image; classes that they name become tags where nobody has given any. */
export function takeScores(
  project: ProjectFile,
  image: SizedImage,
  { origin, labels, isNamed, grid, values }: GivenScores & { origin: string },
): void {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const parameterHash = createHash('sha256')
    .update(JSON.stringify([origin, grid]))
    .update(bytes)
    .digest('hex');
  project.transaction(() => {
    project.scores.put(image.id, { packHash: NO_PACK, parameterHash, grid, labels, values, origin });
    const now = project.images.get(image.id) ?? image;
    if (isNamed && (now.tags === undefined || now.tagSource === 'classifier'))
      project.images.setTags(image.id, project.classes.labelsNow().classes(labels), 'source');
    updateState(project, image.id);
  });
}
