/** One photograph that a source offers. */
export interface SourceImage {
  /** Relative to the source's root, with forward slashes. */
  path: string;
  /** Size of the file. */
  bytes: number;
  /** Names of the classes it is known to contain; undefined where the source does not say. */
  tags: string[] | undefined;
}

/** Photographs to label, and the image-level labels that came with them. */
export interface ImageSource {
  /** Absolute folder that the paths are relative to. */
  root: string;
  images: SourceImage[];
  /** What was left out or could not be understood, in whole sentences. */
  warnings: string[];
}
