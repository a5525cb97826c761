import { packLabels } from '../image/mask/packLabels.ts';
import { JobTable } from '../inference/jobs/JobTable.ts';
import type { RefineRequest, RefineResult } from './edgesJob.ts';
import { refineJob } from './edgesJob.ts';
import type { KeptGuides } from './KeptGuides.ts';
import { refineProposal } from './refineProposal.ts';

/** The jobs that follow edges, for the inference child. */
export function edgesJobs(guides: KeptGuides): JobTable {
  return new JobTable().on(refineJob, (request) => refine(guides, request));
}

async function refine(
  guides: KeptGuides,
  { image, values, grid, ...rule }: RefineRequest,
): Promise<RefineResult> {
  const { guide, width, height, contentHash } = await guides.of(image);
  const maps = { values, classes: rule.labels.length, grid };
  const labels = refineProposal(guide, maps, { width, height }, rule);
  return { width, height, contentHash, labels: packLabels(labels) };
}
