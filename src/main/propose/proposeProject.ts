import { AppError } from '../../shared/errors/AppError.ts';
import { isPhotographFault } from '../../shared/errors/faults.ts';
import type { Refine } from '../annotate/refinedProposal.ts';
import type { InferenceHost } from '../inference/host/InferenceHost.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProposeResult } from '../models/adcam/jobs.ts';
import { proposeJob } from '../models/adcam/jobs.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { Proposals } from './Proposals.ts';

/** What a batch has done so far. */
export interface BatchProgress {
  done: number;
  total: number;
  failed: number;
  image: ProjectImage;
  result: ProposeResult | undefined;
  problem: string | undefined;
}

export interface BatchOutcome {
  proposed: number;
  /** Images that had their proposal already, labels or scores from elsewhere, or are accepted or rejected. */
  skipped: number;
  /** Of those, how many were accepted and rejected when the batch began: they stay as they are. */
  decided: { accepted: number; rejected: number };
  problems: { path: string; message: string }[];
  notices: string[];
  cancelled: boolean;
}

/** Jobs kept in the child's hands: the next one is decoded while the present one runs. */
const IN_FLIGHT = 2;
/**
 * Proposes every open image of a project that has no proposal by this pack and these parameters yet. Each
 * result is saved before the next is awaited, so that a batch may end anywhere and be taken up again.
 *
 * @param host with the pack open
 * @throws AppError what stops the whole batch, for instance `disk-full`
 */
export async function proposeProject(
  project: ProjectFile,
  host: InferenceHost,
  manifest: AdcamManifest,
  options: {
    limit?: number;
    /** Of these images, by id. */
    only?: ReadonlySet<number>;
    /** As `Proposals` has them. */
    imported?: boolean;
    anew?: boolean;
    signal?: AbortSignal;
    /** Is waited for after each proposal, while the next one is made. */
    refine: Refine;
    onProgress?: (progress: BatchProgress) => void;
  },
): Promise<BatchOutcome> {
  const { imported = false, anew = false } = options;
  const { pending, skipped, decided } = new Proposals(project, manifest, { imported, anew }).pendingImages(
    options.only,
  );
  const images = pending.slice(0, options.limit);
  const outcome: BatchOutcome = {
    ...{ proposed: 0, skipped, decided },
    ...{ problems: [], notices: [], cancelled: false },
  };
  const running: Promise<void>[] = [];
  /** Images that had what they needed when their turn came. */
  let passed = 0;

  try {
    for (const [index, image] of images.entries()) {
      if (options.signal?.aborted) break;
      // More may have been learned since the batch began, and somebody may have worked on the image.
      const proposals = new Proposals(project, manifest, { imported, anew });
      const now = project.images.get(image.id);
      if (!now || proposals.has(now) || !isOpen(now.state)) {
        passed += 1;
        continue;
      }
      const job = host.run(proposeJob, proposals.request(now, images[index + 1]), {
        priority: 'batch',
        ...(options.signal ? { signal: options.signal } : {}),
      });
      const finished = finishOne(job, now, proposals);
      finished.catch(() => undefined);
      running.push(finished);
      if (running.length >= IN_FLIGHT) await running.shift();
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
  outcome.skipped += passed;
  outcome.cancelled = options.signal?.aborted ?? false;
  return outcome;

  /** A proposal whose edges fail is a proposal; whoever accepts or exports it asks again. */
  async function refineOne(image: ProjectImage): Promise<void> {
    try {
      await options.refine(image);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code !== 'cancelled') outcome.notices.push(error.message);
    }
  }

  async function finishOne(
    job: Promise<ProposeResult>,
    image: ProjectImage,
    proposals: Proposals,
  ): Promise<void> {
    let result: ProposeResult | undefined;
    let problem: string | undefined;
    try {
      result = await job;
      outcome.notices.push(...result.notices);
      proposals.save(image, result);
      await refineOne(image);
      outcome.proposed += 1;
    } catch (error) {
      if (error instanceof AppError && error.code === 'cancelled') return;
      if (!isPhotographFault(error)) throw error;
      problem = error.message;
      project.transaction(() => project.images.setProblem(image.id, error.message));
      outcome.problems.push({ path: image.path, message: error.message });
    }
    const failed = outcome.problems.length;
    options.onProgress?.({
      done: outcome.proposed + failed + passed,
      total: images.length,
      failed,
      image,
      result,
      problem,
    });
  }
}
