import { changeWords } from '../../shared/images/PhotographChange.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Correction } from '../../shared/labels/correction.ts';
import type { InferenceHost, JobOptions } from '../inference/host/InferenceHost.ts';
import type { CorrectionBase } from './CorrectionBase.ts';
import type { Click } from './correctJob.ts';
import { correctJob } from './correctJob.ts';

/** A photograph that is corrected. */
export interface CorrectedPhotograph {
  /** Path of its file. */
  file: string;
  /** In words, for messages. */
  path: string;
  width: number;
  height: number;
  /** sha256 of the bytes that its labels belong to; undefined where nobody has noted it. */
  contentHash?: string | undefined;
}

/** Says how alike places, as shares of width and height, are to all patches; undefined where no network can. */
export type Likeness = (
  file: string,
  places: { x: number; y: number }[],
) => Promise<{ rows: Float32Array; grid: number } | undefined>;

/** Corrects labels by clicks through their score fields, without a model for clicks. */
export class FieldCorrector {
  private readonly host: InferenceHost;
  private readonly likeness: Likeness;

  /** @param host runs `correctJob`, and needs no pack for it */
  constructor(host: InferenceHost, likeness: Likeness) {
    this.host = host;
    this.likeness = likeness;
  }

  /**
   * @param followEdges whether what comes out is moved onto the edges of the photograph
   * @throws AppError `image-unreadable`, `image-changed`, `inference-failed`, `cancelled`; of the pack
   */
  async correct(
    photograph: CorrectedPhotograph,
    base: CorrectionBase,
    { label, clicks, followEdges = true }: { label: number; clicks: readonly Click[]; followEdges?: boolean },
    options?: JobOptions,
  ): Promise<Correction> {
    const { file, width, height } = photograph;
    const places = clicks.map(({ x, y }) => ({ x: x / width, y: y / height }));
    const alike = await this.likeness(file, places);
    const { others, ...field } = base.field(label);
    const cell = (share: number, count: number): number =>
      Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    const result = await this.host.run(
      correctJob,
      {
        ...{ image: file, ...field, followEdges },
        likeness: alike && { values: alike.rows, grid: alike.grid },
        clicks: places.map(({ x, y }, k) => ({
          ...{ x: cell(x, base.width), y: cell(y, base.height), positive: clicks[k]!.positive },
        })),
      },
      options,
    );
    const { contentHash, after, changed } = result;
    if (photograph.contentHash !== undefined && photograph.contentHash !== contentHash)
      throw new AppError('image-changed', `${changeWords(photograph, undefined)}. Open it again.`);
    return { width: base.width, height: base.height, after, changed, others };
  }
}
