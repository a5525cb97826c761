import type { Guide } from '../edges/Guide.ts';
import type { KeptGuides } from '../edges/KeptGuides.ts';
import { JobTable } from '../inference/jobs/JobTable.ts';
import type { CorrectRequest, CorrectResult } from './correctJob.ts';
import { correctJob, readyJob } from './correctJob.ts';
import { ColourPaths } from './field/ColourPaths.ts';
import { correctField } from './field/correctField.ts';

/** The jobs that correct by clicks, for the inference child. */
export function correctJobs(guides: KeptGuides): JobTable {
  // As long as a guide is kept, so are its paths.
  const kept = new WeakMap<Guide, ColourPaths>();
  const pathsOf = (guide: Guide): ColourPaths => {
    const known = kept.get(guide) ?? new ColourPaths(guide.rgb, guide);
    kept.set(guide, known);
    return known;
  };
  return new JobTable()
    .on(correctJob, (request) => correct(guides, pathsOf, request))
    .on(readyJob, async ({ image }) => {
      pathsOf((await guides.of(image)).guide);
      return null;
    });
}

async function correct(
  guides: KeptGuides,
  pathsOf: (guide: Guide) => ColourPaths,
  { image, clicks, field, present, likeness, followEdges }: CorrectRequest,
): Promise<CorrectResult> {
  const { guide, contentHash } = await guides.of(image);
  const corrected = correctField(guide, pathsOf(guide), { field, present }, clicks, {
    ...{ likeness, followEdges },
  });
  return { contentHash, ...corrected };
}
