import { edgeStrength } from '../../edges/edgeStrength.ts';
import type { KeptGuides } from '../../edges/KeptGuides.ts';
import { JobTable } from '../../inference/jobs/JobTable.ts';
import { judge } from './judge.ts';
import { judgeJob } from './judgeJob.ts';

/** The job that judges label maps, for the inference child. */
export function judgeJobs(guides: KeptGuides): JobTable {
  return new JobTable().on(judgeJob, async ({ image, input }) => {
    const { guide, contentHash } = await guides.of(image);
    return { contentHash, risks: judge({ ...input, edges: edgeStrength(guide) }) };
  });
}
