import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { changeWords } from '../../shared/images/PhotographChange.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { isRefined, refinedKey } from '../annotate/refinedProposal.ts';
import { thresholdsOf } from '../annotate/thresholdsOf.ts';
import { refineJob } from '../edges/edgesJob.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import type { JobOptions } from '../inference/host/InferenceHost.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import { fileOf } from '../project/fileOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { StoredScores } from '../project/ScoreTable.ts';

/**
 * Refines proposals along the edges of their photographs, in a child of its own that is started when it is first needed, so that
 * neither a page nor a model waits for it; and keeps them with the project.
 */
export class Refiner {
  private readonly host: InferenceHost;
  /** What is being made, by its key: who asks for the same waits for it. */
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(startChild: StartChild) {
    this.host = new InferenceHost(startChild);
  }

  /**
   * Makes sure that the refined proposal of an image is there where it needs one, made from the scores and thresholds of now.
   *
   * @throws AppError `image-unreadable`, `image-changed`, `inference-failed`, `cancelled`
   */
  async refine(project: ProjectFile, { id }: ProjectImage, options?: JobOptions): Promise<void> {
    // Whoever has moved a threshold meanwhile is asked once more.
    for (;;) {
      const image = project.images.get(id);
      const scores = project.scores.get(id);
      if (!image || !scores || !isRefined(project, id, scores) || image.state === 'accepted') return;
      const key = refinedKey(project, image, scores);
      if (project.refined.has(id, key)) return;
      const shared = `${id} ${key}`;
      const known = this.underWay.get(shared);
      if (known) {
        await known.catch(exceptCancelled);
        continue;
      }
      const made = this.make(project, { image, scores, key }, options);
      this.underWay.set(shared, made);
      await made.finally(() => this.underWay.delete(shared));
    }
  }

  private async make(
    project: ProjectFile,
    { image, scores, key }: { image: ProjectImage; scores: StoredScores; key: string },
    options: JobOptions | undefined,
  ): Promise<void> {
    const result = await this.host.run(
      refineJob,
      {
        image: fileOf(project, image),
        ...{ labels: scores.labels, grid: scores.grid, values: Float32Array.from(scores.values) },
        thresholds: thresholdsOf(project, image, scores),
        voidHalfWidth: project.meta.get('voidHalfWidth') ?? 0,
      },
      options,
    );
    if (image.contentHash !== result.contentHash)
      throw new AppError('image-changed', changeWords(image, result));
    project.transaction(() => project.refined.put(image.id, key, result.labels));
  }

  close(): void {
    this.host.close();
  }
}

/** What somebody else has given up is asked for anew. */
function exceptCancelled(error: unknown): void {
  if (!(error instanceof AppError) || error.code !== 'cancelled') throw error;
}
