import type { ProjectFile } from '../project/ProjectFile.ts';

/** Whether a person has painted in an image or decided about it, what can be done again included. */
export function isWorkedOn({ strokes, decisions }: ProjectFile, imageId: number): boolean {
  return (
    strokes.any(imageId) ||
    strokes.anyUndone(imageId) ||
    decisions.last(imageId) !== undefined ||
    decisions.next(imageId) !== undefined
  );
}
