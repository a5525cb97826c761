import type { ProjectFile } from '../project/ProjectFile.ts';

/** Labels that anything in a project may have been written with: tags, scores, strokes that were undone too, accepted label maps. */
export function writtenLabels({ images, scores, strokes, labels }: ProjectFile): Set<number> {
  return new Set([
    ...[...images.writtenTags().values()].flat(),
    ...scores.writtenLabels(),
    ...strokes.writtenLabels(),
    ...labels.writtenLabels(),
  ]);
}
