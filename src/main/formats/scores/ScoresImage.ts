import type { Spooled } from '../dataset/Spool.ts';

/** What is kept of each image until it is read back. */
export interface ScoresImage {
  /** sha256 of the values. */
  scoresHash: string;
  /** Height and width of the maps. */
  shape: [height: number, width: number];
  entry: Spooled;
}
