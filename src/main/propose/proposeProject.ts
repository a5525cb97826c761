import { join } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import type { InferenceHost } from '../inference/host/InferenceHost.ts';
import type { ProposeRequest, ProposeResult } from '../inference/protocol.ts';
import type { PackManifest } from '../pack/manifest/packManifest.ts';
import { packHash } from '../pack/manifest/packManifest.ts';
import type { ProjectImage } from '../project/ImageTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { PackClasses } from './PackClasses.ts';
import { parameterHash } from './parameterHash.ts';

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
  /** Images that had their proposal already, or are accepted or rejected. */
  skipped: number;
  problems: { path: string; message: string }[];
  notices: string[];
  cancelled: boolean;
}

/** Jobs kept in the child's hands: the next one is decoded while the present one runs. */
const IN_FLIGHT = 2;
/** Faults of one image; anything else concerns the whole batch. */
const IMAGE_FAULTS = new Set(['image-unreadable', 'inference-failed']);

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
  manifest: PackManifest,
  options: { limit?: number; signal?: AbortSignal; onProgress?: (progress: BatchProgress) => void } = {},
): Promise<BatchOutcome> {
  const parameters = project.meta.get('parameters')!;
  const batch = new Batch(project, manifest, parameters);
  const { pending, skipped } = batch.pendingImages();
  const images = pending.slice(0, options.limit);
  const outcome: BatchOutcome = { proposed: 0, skipped, problems: [], notices: [], cancelled: false };
  const running: Promise<void>[] = [];

  try {
    for (const [index, image] of images.entries()) {
      if (options.signal?.aborted) break;
      const job = host.run<'propose'>(batch.request(image, images[index + 1]), {
        priority: 'batch',
        ...(options.signal ? { signal: options.signal } : {}),
      });
      const finished = finishOne(job, image);
      finished.catch(() => undefined);
      running.push(finished);
      if (running.length >= IN_FLIGHT) await running.shift();
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
  outcome.cancelled = options.signal?.aborted ?? false;
  return outcome;

  async function finishOne(job: Promise<ProposeResult>, image: ProjectImage): Promise<void> {
    let result: ProposeResult | undefined;
    let problem: string | undefined;
    try {
      result = await job;
      outcome.notices.push(...result.notices);
      batch.save(image, result);
      outcome.proposed += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'cancelled') return;
      if (!IMAGE_FAULTS.has(error.code)) throw error;
      problem = error.message;
      project.transaction(() => project.images.setProblem(image.id, error.message));
      outcome.problems.push({ path: image.path, message: error.message });
    }
    const failed = outcome.problems.length;
    options.onProgress?.({
      done: outcome.proposed + failed,
      total: images.length,
      failed,
      image,
      result,
      problem,
    });
  }
}

/** What is the same for all images of a batch. */
class Batch {
  private readonly project: ProjectFile;
  private readonly parameters: ProposalParameters;
  private readonly classes: PackClasses;
  private readonly packHash: string;
  private readonly parameterHash: string;
  private readonly root: string;
  private readonly tagProbabilities: number[];

  constructor(project: ProjectFile, manifest: PackManifest, parameters: ProposalParameters) {
    this.project = project;
    this.parameters = parameters;
    this.classes = new PackClasses(project.classes.all(), manifest);
    this.packHash = packHash(manifest);
    this.parameterHash = parameterHash(parameters);
    this.root = project.meta.get('root') ?? '';
    const known = project.meta.get('tagProbabilities') ?? {};
    // A class that the project does not have, or the model cannot see, never becomes a tag.
    this.tagProbabilities = manifest.classes.map(({ name }, position) =>
      this.classes.label(position) === undefined
        ? Infinity
        : (known[name] ?? manifest.tagProbability.default),
    );
  }

  pendingImages(): { pending: ProjectImage[]; skipped: number } {
    const current = this.project.scores.current(this.packHash, this.parameterHash);
    const all = this.project.images.all();
    const pending = all.filter((image) => {
      if (image.state === 'accepted' || image.state === 'rejected') return false;
      const scored = current.get(image.id);
      if (scored === undefined) return true;
      const wanted = givenTags(image);
      return wanted !== undefined && this.classes.proposable(wanted).join() !== scored.join();
    });
    return { pending, skipped: all.length - pending.length };
  }

  request(image: ProjectImage, next: ProjectImage | undefined): ProposeRequest {
    const tags = givenTags(image);
    return {
      type: 'propose',
      image: join(this.root, image.path),
      ...(next ? { next: join(this.root, next.path) } : {}),
      tags:
        tags === undefined
          ? { fromProbability: this.tagProbabilities }
          : { given: this.classes.proposable(tags).map((label) => this.classes.position(label)) },
      parameters: this.parameters,
    };
  }

  save(image: ProjectImage, result: ProposeResult): void {
    const { project } = this;
    const labels = result.tags.map((position) => this.classes.label(position)!);
    project.transaction(() => {
      project.images.setContent(image.id, result);
      if (givenTags(image) === undefined) project.images.setTags(image.id, labels, 'classifier');
      project.scores.put(image.id, {
        packHash: this.packHash,
        parameterHash: this.parameterHash,
        grid: result.grid,
        labels,
        values: Float16Array.from(result.scores[this.parameters.coupling]!),
      });
      if (image.state === 'new') project.images.setState(image.id, 'proposed');
    });
  }
}

/** Tags that somebody gave; what the classifier said is asked of it again. */
function givenTags(image: ProjectImage): number[] | undefined {
  return image.tagSource === 'classifier' ? undefined : image.tags;
}
