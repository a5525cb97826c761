import type { Correction } from '../../shared/labels/correction.ts';
import type { InferenceHost, JobOptions } from '../inference/host/InferenceHost.ts';
import type { ClicksManifest } from '../models/clicks/clicksManifest.ts';
import type { ClickCandidate } from '../models/clicks/jobs.ts';
import { clickJob } from '../models/clicks/jobs.ts';
import type { CorrectionBase } from './CorrectionBase.ts';
import type { Box, Click } from './correctJob.ts';
import type { CorrectedPhotograph, FieldCorrector } from './FieldCorrector.ts';
import { inBox } from './inBox.ts';
import { deepPoints } from './prompt/deepPoints.ts';
import type { Grid, ModelCorrection } from './prompt/modelCorrection.ts';
import { modelCorrection } from './prompt/modelCorrection.ts';

/** How many places of what is expected are told to the model beside the clicks. */
const DEEP_POINTS = 3;
/** So many answers are kept: a person takes clicks back and goes on from there. */
const KEPT = 16;
/** Log-odds that a model is told at most. */
const SURE = 8;
/**
 * How good a model's mask must be to be shown first, by how many clicks there are: the mean of how far it agrees with what the score
 * field makes of the clicks, and of the IoU that the model expects of itself.
 */
const LEAST = [0.55, 0.5, 0.4];
/** From so many clicks on the model goes on from its own mask: what was proposed has misled it until then. */
const ON_ITS_OWN = 4;

/** What clicks may mean, the likeliest first. */
export interface PackAnswer {
  candidates: Correction[];
}

/**
 * Corrects labels by clicks with a model for clicks. Such a model knows objects and nothing of the proposal: so the score field is
 * corrected by the clicks first (`FieldCorrector`), and what comes out is its prompt, as a mask and as places deep inside.
 */
export class PackCorrector {
  private readonly host: InferenceHost;
  private readonly fields: FieldCorrector;
  private readonly manifest: Pick<ClicksManifest, 'takesPrompt' | 'takesBox'>;
  /** What the model took for the object last, by the question. */
  private readonly answered = new Map<string, Grid>();

  /** @param host has the click pack open, and nothing else to do */
  constructor(
    host: InferenceHost,
    fields: FieldCorrector,
    manifest: Pick<ClicksManifest, 'takesPrompt' | 'takesBox'>,
  ) {
    this.host = host;
    this.fields = fields;
    this.manifest = manifest;
  }

  /** @throws AppError as `FieldCorrector.correct`; of the click pack */
  async correct(
    photograph: CorrectedPhotograph,
    base: CorrectionBase,
    { label, clicks, box }: { label: number; clicks: readonly Click[]; box?: Box | undefined },
    options?: JobOptions,
  ): Promise<PackAnswer> {
    const keyOf = (asked: readonly Click[]): string =>
      JSON.stringify([photograph.file, photograph.contentHash, label, asked, box]);
    const last = this.answered.get(keyOf(clicks.slice(0, -1)));
    const isGuided = !box && base.knows(label) && (clicks.length < ON_ITS_OWN || last === undefined);
    const field = isGuided
      ? await this.fields.correct(photograph, base, { label, clicks }, options)
      : undefined;
    const expected = expectation(base, label, field);
    const places = clicks.map(({ x, y, positive }) => ({
      ...{ x: x / photograph.width, y: y / photograph.height, positive },
    }));
    const deep = isGuided ? this.deepPlaces(base, expected, places.at(-1)!, photograph) : [];
    const points = [...clicks, ...deep];
    const prompt = isGuided ? promptOf(base, expected) : last;
    const { maskWidth, maskHeight, candidates, single } = await this.host.run(
      clickJob,
      {
        ...{ image: photograph.file, points: points.length > 0 ? points : middle(box!) },
        ...(box && this.manifest.takesBox && { box }),
        ...(prompt && this.manifest.takesPrompt && { prompt }),
      },
      options,
    );
    const order = ordered(candidates, single, points.length > 1 || box !== undefined);
    const grids = order.map(({ logits }): Grid => ({ width: maskWidth, height: maskHeight, logits }));
    this.keep(keyOf(clicks), grids[0]!);
    const within = box && inBox(box, photograph);
    const found = grids.map((grid) => modelCorrection(grid, base, label, expected, places, within));
    return {
      candidates: field ? ranked(found, field, { clicks: clicks.length, score: order[0]!.score }) : found,
    };
  }

  private keep(key: string, grid: Grid): void {
    if (this.answered.size >= KEPT) this.answered.delete([...this.answered.keys()][0]!);
    this.answered.set(key, grid);
  }

  private deepPlaces(
    base: CorrectionBase,
    expected: Float32Array,
    near: { x: number; y: number },
    { width, height }: { width: number; height: number },
  ): Click[] {
    const inside = Uint8Array.from(expected, (value) => (value >= 0 ? 1 : 0));
    const cell = { x: Math.floor(near.x * base.width), y: Math.floor(near.y * base.height) };
    return deepPoints(inside, base, cell, DEEP_POINTS).map(({ x, y }) => ({
      x: ((x + 0.5) * width) / base.width,
      y: ((y + 0.5) * height) / base.height,
      positive: true,
    }));
  }
}

/** What is there once the score field has been corrected: log-odds on the cells of the base. */
function expectation(base: CorrectionBase, label: number, field: Correction | undefined): Float32Array {
  const { present } = base.field(label);
  if (!field) return Float32Array.from(present, (is) => (is === 1 ? 1 : -1));
  return Float32Array.from(field.after, (sixteenths, i) => {
    const logit = sixteenths / 16;
    if (field.changed[i] === 1) return logit;
    return present[i] === 1 ? Math.max(1, logit) : Math.min(-1, logit);
  });
}

function promptOf({ width, height }: CorrectionBase, expected: Float32Array): Grid {
  return { width, height, logits: expected.map((value) => Math.max(-SURE, Math.min(SURE, value))) };
}

/** A model's masks, the one to be shown first in front: its single one where nothing is left open, else the one it is surest of. */
function ordered(candidates: readonly ClickCandidate[], single: boolean, isClear: boolean): ClickCandidate[] {
  const others = [...candidates].slice(single ? 1 : 0).sort((a, b) => b.score - a.score);
  const first = single ? [candidates[0]!] : [];
  const order =
    isClear || others.length === 0 ? [...first, ...others] : [others[0]!, ...first, ...others.slice(1)];
  return order;
}

/** The model's first mask where it agrees with the field, else what the field says; then all others. */
function ranked(
  found: readonly ModelCorrection[],
  field: Correction,
  { clicks, score }: { clicks: number; score: number },
): Correction[] {
  const [first, ...others] = found;
  const least = LEAST[Math.min(clicks, LEAST.length) - 1]!;
  return (first!.agreement + score) / 2 >= least ? [first!, field, ...others] : [field, first!, ...others];
}

function middle({ x0, y0, x1, y1 }: Box): Click[] {
  return [{ x: (x0 + x1) / 2, y: (y0 + y1) / 2, positive: true }];
}
