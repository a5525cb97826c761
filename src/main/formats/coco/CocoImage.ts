import type { Spooled } from '../dataset/Spool.ts';

/** What is kept of each image until it is written and read back. */
export interface CocoImage {
  /** Where its annotations lie until it is known which file they belong to. */
  annotations: Spooled;
  objects: number;
}
