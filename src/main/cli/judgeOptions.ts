import { forkChild } from '../inference/host/forkChild.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { Proposer } from '../propose/openProposer.ts';
import type { Refiner } from '../propose/Refiner.ts';
import type { JudgeOptions } from '../review/judging/Judge.ts';

/** How the command judges label maps. @param inference is asked for second opinions, where there is one */
export function judgeOptions(
  project: ProjectFile,
  refiner: Refiner,
  inference: Proposer | undefined,
): JudgeOptions {
  return {
    startChild: forkChild,
    refine: (image) => refiner.refine(project, image, { priority: 'batch' }),
    ...(inference && {
      networks: () =>
        Promise.resolve({
          manifest: inference.manifest,
          run: (job, input) => inference.host.run(job, input, { priority: 'batch' }),
        }),
    }),
  };
}
