import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';

/** True masks in terms of a project's classes, as rows of confusion counts: 0 background, 1.. the classes in order, 255 not counted. */
export interface TrueRows {
  /** What was left out so far or is not counted, in whole sentences. */
  readonly warnings: readonly string[];
  /** Whether there is a mask for an image. */
  has(image: Pick<ProjectImage, 'id' | 'path'>): boolean;
  /** The classes that an image's mask shows, as rows, ascending, background left out; none where it cannot be read. */
  classesOf(image: Pick<ProjectImage, 'id' | 'path'>): number[];
  /** Rows `uint8[height, width]` of an image, or undefined where there is no usable mask for it. */
  read(image: Pick<ProjectImage, 'id' | 'path' | 'width' | 'height'>): Uint8Array | undefined;
}
