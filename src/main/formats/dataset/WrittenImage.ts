import type { Placed } from './placePhotograph.ts';
import type { Split } from './splitIds.ts';
import type { Spooled } from './Spool.ts';

/** What is known of every exported image, and has to be found again when the export is read back. */
export interface WrittenImage {
  id: string;
  imageId: number;
  /** As `ExportImage` has it. */
  fileName: string;
  width: number;
  height: number;
  /** sha256 of the label map's bytes. */
  maskHash: string;
  /** The same with background in place of void, for formats that have no void. */
  plainHash: string;
  /** Pixels that are void. */
  voidPixels: number;
  /** Labels that occur in the mask, background and void left out. */
  labels: number[];
  /** What has become of the photograph. */
  photograph: Placed;
  /** sha256 of the photograph in the data set, or of the one that would be there. */
  photographHash: string;
  /** sha256 of the provenance mask's values; undefined where none is written. */
  provenanceHash: string | undefined;
  /** What the record says of the image. */
  record: Spooled;
}

/** All images that were written, in path order, and how they are parted. */
export interface WrittenImages<Expected extends object = object> {
  images: (WrittenImage & Expected)[];
  split: Split;
}
