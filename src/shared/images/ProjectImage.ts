import type { ImageState } from './imageState.ts';

/** Who said which classes an image contains. */
export const TAG_SOURCES = ['source', 'classifier', 'person'] as const;
export type TagSource = (typeof TAG_SOURCES)[number];

/** One photograph of a project. */
export interface ProjectImage {
  id: number;
  /** Relative to the project's image folder, with forward slashes. */
  path: string;
  /** Size of the file. */
  bytes: number;
  /** In pixels as shown; unknown until the image was decoded once. */
  width: number | undefined;
  height: number | undefined;
  /** sha256 of the file; unknown until the image was decoded once. */
  contentHash: string | undefined;
  state: ImageState;
  /** Labels of the classes that the image is known to contain; undefined where nobody has said. */
  tags: number[] | undefined;
  tagSource: TagSource | undefined;
  /** Thresholds of this image alone, by label. */
  thresholds: Record<number, number>;
  /** Why the image could not be proposed, if it could not. */
  problem: string | undefined;
}
