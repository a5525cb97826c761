import { deflateRawSync } from 'node:zlib';
import { JobTable } from '../inference/jobs/JobTable.ts';
import type { RefineRequest, RefineResult, StrengthRequest, StrengthResult } from './edgesJob.ts';
import { refineJob, strengthJob } from './edgesJob.ts';
import { edgeStrength } from './edgeStrength.ts';
import type { KeptGuides } from './KeptGuides.ts';
import { refineProposal } from './refineProposal.ts';

/** The jobs that follow edges, for the inference child. */
export function edgesJobs(guides: KeptGuides): JobTable {
  return new JobTable()
    .on(refineJob, (request) => refine(guides, request))
    .on(strengthJob, (request) => strengthOf(guides, request));
}

async function refine(
  guides: KeptGuides,
  { image, values, grid, ...rule }: RefineRequest,
): Promise<RefineResult> {
  const { guide, width, height, contentHash } = await guides.of(image);
  const maps = { values, classes: rule.labels.length, grid };
  const labels = refineProposal(guide, maps, { width, height }, rule);
  return { width, height, contentHash, labels: deflateRawSync(labels, { level: 1 }) };
}

async function strengthOf(guides: KeptGuides, { image }: StrengthRequest): Promise<StrengthResult> {
  const { guide, contentHash } = await guides.of(image);
  return { contentHash, width: guide.width, height: guide.height, strength: edgeStrength(guide) };
}
