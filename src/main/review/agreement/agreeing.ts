import type { ImageState } from '../../../shared/images/imageState.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

/** What label maps are to be compared, and who makes them ready. */
export interface Comparing {
  /** Images in these states, in every project. */
  states: readonly ImageState[];
  refine: (project: ProjectFile) => Refine;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

/** What was not compared. */
export interface LeftOut {
  /** Images that one of the two does not have, or not in these states. */
  alone: number;
  /** Of another size or photograph, by their path. */
  other: string[];
  /** What could not be read, in whole sentences. */
  warnings: string[];
}
