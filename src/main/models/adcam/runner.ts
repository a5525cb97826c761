import { JobTable } from '../../inference/jobs/JobTable.ts';
import type { ModelRunner } from '../ModelRunner.ts';
import type { AdcamManifest } from './adcamManifest.ts';
import {
  evidenceJob,
  inspectCnnJob,
  inspectVitJob,
  lessonJob,
  likenessJob,
  measureJob,
  proposeJob,
  secondOpinionsJob,
} from './jobs.ts';
import { gatherEvidence } from './run/gatherEvidence.ts';
import { inspectCnn, inspectVit } from './run/inspectModel.ts';
import { KeptAttention } from './run/KeptAttention.ts';
import { lessonOf } from './run/lessonOf.ts';
import { likenessOf } from './run/likenessOf.ts';
import { measure } from './run/measure.ts';
import { prepareSessions } from './run/prepareSessions.ts';
import { proposeImage } from './run/proposeImage.ts';
import { secondOpinions } from './run/secondOpinions.ts';

/** AD-CAM in the inference child. */
export const runner: ModelRunner<AdcamManifest> = {
  jobs: new JobTable().on(inspectCnnJob, inspectCnn).on(inspectVitJob, inspectVit),
  prepare(pack, images) {
    const start = prepareSessions(pack);
    return async (provider) => {
      const sessions = await start(provider);
      const kept = new KeptAttention(sessions, images);
      const jobs = new JobTable()
        .on(proposeJob, (request) => proposeImage(sessions, images, request))
        .on(lessonJob, (request) => lessonOf(sessions, images, request))
        .on(evidenceJob, (request) => gatherEvidence(sessions, images, request))
        .on(likenessJob, (request) => likenessOf(kept, request))
        .on(secondOpinionsJob, (request) => secondOpinions(sessions, images, request))
        .on(measureJob, (request) => measure(sessions, request));
      return { jobs, release: () => sessions.release() };
    };
  },
};
