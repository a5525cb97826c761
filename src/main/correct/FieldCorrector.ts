import { changeWords } from '../../shared/images/PhotographChange.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { Correction } from '../../shared/labels/correction.ts';
import type { InferenceHost, JobOptions } from '../inference/host/InferenceHost.ts';
import type { CorrectionBase } from './CorrectionBase.ts';
import type { Box, Click } from './correctJob.ts';
import { correctJob } from './correctJob.ts';
import { inBox } from './inBox.ts';

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

/** What is asked of a photograph. */
export interface FieldRequest {
  label: number;
  clicks: readonly Click[];
  /** Two corners in pixels of the photograph, in any order: beyond them nothing changes. Without clicks its middle is one. */
  box?: Box | undefined;
  /** Whether what comes out is moved onto the edges of the photograph; it is where missing. */
  followEdges?: boolean;
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
    { label, clicks: given, box, followEdges = true }: FieldRequest,
    options?: JobOptions,
  ): Promise<Correction> {
    const { file, width, height } = photograph;
    const clicks = given.length > 0 || !box ? given : [middleOf(box)];
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
    if (box) {
      const isIn = inBox(box, photograph);
      changed.forEach((_, i) => {
        const y = Math.floor(i / base.width);
        if (!isIn(((i % base.width) + 0.5) / base.width, (y + 0.5) / base.height)) changed[i] = 0;
      });
    }
    return { width: base.width, height: base.height, after, changed, others };
  }
}

function middleOf({ x0, y0, x1, y1 }: Box): Click {
  return { x: (x0 + x1) / 2, y: (y0 + y1) / 2, positive: true };
}
