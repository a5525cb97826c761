import type { ProjectFile } from '../project/ProjectFile.ts';

/** Labels that anything in a project may have been written with: tags, scores, imported labels, strokes that were undone too, accepted label maps, those of others. */
export function writtenLabels({ images, scores, given, strokes, labels, rivals }: ProjectFile): Set<number> {
  return new Set([
    ...[...images.writtenTags().values()].flat(),
    ...scores.writtenLabels(),
    ...given.writtenLabels(),
    ...strokes.writtenLabels(),
    ...labels.writtenLabels(),
    ...rivals.writtenLabels(),
  ]);
}
