import type { Refine } from '../src/main/annotate/refinedProposal.ts';

/** For projects that do not follow edges, as those of `scoredProject` do not. */
export const noEdges: Refine = () => Promise.resolve();
