import type { Spooled } from '../dataset/Spool.ts';

/** What is kept of each image until it is written and read back. */
export interface CvatImage {
  lines: Spooled;
  shapes: number;
}
