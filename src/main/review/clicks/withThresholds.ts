import { inflateRawSync } from 'node:zlib';
import { applyHumanLayer } from '../../../shared/labels/applyHumanLayer.ts';
import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import type { ShownImage } from '../../correct/CorrectionBase.ts';
import { refineJob } from '../../edges/edgesJob.ts';
import type { InferenceHost } from '../../inference/host/InferenceHost.ts';

/**
 * The same image with other thresholds, its proposal along edges where the project follows them.
 *
 * @param host runs `refineJob`; undefined where edges are not followed
 * @throws AppError as `refineJob`
 */
export async function withThresholds(
  file: string,
  shown: ShownImage,
  thresholds: readonly number[],
  { host, voidHalfWidth }: { host: InferenceHost | undefined; voidHalfWidth: number },
): Promise<ShownImage> {
  const { width, height, scores, decided } = shown;
  if (!scores || scores.labels.length === 0) return shown;
  const { labels, grid, values } = scores;
  const rule = { labels, thresholds, voidHalfWidth };
  const proposal = host
    ? new Uint8Array(
        inflateRawSync(
          (await host.run(refineJob, { image: file, grid, values, ...rule }, { priority: 'batch' })).labels,
        ),
      )
    : composeProposal({ values, grid, classes: labels.length }, width, height, rule);
  return {
    ...{ width, height, decided, scores: { ...scores, thresholds } },
    labels: decided ? applyHumanLayer(proposal, decided) : proposal,
  };
}
