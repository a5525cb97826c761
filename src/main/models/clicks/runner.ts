import { JobTable } from '../../inference/jobs/JobTable.ts';
import type { ModelRunner } from '../ModelRunner.ts';
import type { ClicksManifest } from './clicksManifest.ts';
import { clickJob, embedJob, inspectDecoderJob, inspectEncoderJob, tryPairJob } from './jobs.ts';
import { Clicking } from './run/Clicking.ts';
import { inspectDecoder, inspectEncoder } from './run/inspectClicks.ts';
import { prepareClicks } from './run/prepareClicks.ts';
import { tryPair } from './run/tryPair.ts';

/** Clicks in the inference child. */
export const runner: ModelRunner<ClicksManifest> = {
  jobs: new JobTable()
    .on(inspectEncoderJob, inspectEncoder)
    .on(inspectDecoderJob, inspectDecoder)
    .on(tryPairJob, tryPair),
  prepare(pack, images) {
    const start = prepareClicks(pack);
    return async (provider) => {
      const clicking = new Clicking(await start(provider), images);
      const jobs = new JobTable()
        .on(embedJob, (request) => clicking.embed(request))
        .on(clickJob, (request) => clicking.click(request));
      return { jobs, release: () => clicking.release() };
    };
  },
};
