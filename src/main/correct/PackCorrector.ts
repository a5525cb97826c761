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
import type { Answer } from './prompt/weighAnswers.ts';
import { weighAnswers } from './prompt/weighAnswers.ts';
import type { HowAsked } from './prompt/worthOfAnswer.ts';
import { FIELD_ITSELF, mostWorth } from './prompt/worthOfAnswer.ts';

/** How many places of what is expected are told to the model beside the clicks. */
const DEEP_POINTS = 3;
/** So many answers are kept: a person takes clicks back and goes on from there. */
const KEPT = 16;
/** From so many clicks on a model goes by them alone. */
const LETTING_GO = 5;
/** At this share of the most that an answer may be worth, no further one is asked for: each takes as long as the one before. */
const ENOUGH = 0.85;
/** Log-odds that a model is told at most. */
const SURE = 8;

/** What was shown after some clicks. */
interface Answered {
  /** The model's mask, or its last one where the score field was shown; undefined where there was none. */
  grid: Grid | undefined;
  /** On the cells of the base; undefined where nothing is known of the label but clicks. */
  shown: Uint8Array | undefined;
}

/** A mask of the model. */
interface ModelAnswer {
  grid: Grid;
  /** The IoU that the model expects. */
  score: number;
}

/** What clicks may mean, the likeliest first. */
export interface PackAnswer {
  candidates: Correction[];
}

/**
 * Corrects labels by clicks with a model for clicks. Such a model knows objects and nothing of the proposal: so the score field is
 * corrected by the clicks first (`FieldCorrector`), and what comes out is its prompt, as a mask and as places deep inside. It is asked again without the
 * mask where that answer is not good enough, and to go on from its own; what is shown first is the answer that is worth most (`worthOfAnswer`).
 */
export class PackCorrector {
  private readonly host: InferenceHost;
  private readonly fields: FieldCorrector;
  private readonly manifest: Pick<ClicksManifest, 'takesPrompt' | 'takesBox'>;
  /** By the question, what was shown last. */
  private readonly answered = new Map<string, Answered>();

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
    // By then the clicks have said more than what was proposed, which may be what misleads.
    const isLetGo = clicks.length >= LETTING_GO && clicks.some(({ positive }) => positive);
    const isGuided = !box && base.knows(label) && !isLetGo;
    const { takesPrompt } = this.manifest;
    const places = clicks.map(({ x, y, positive }) => ({
      ...{ x: x / photograph.width, y: y / photograph.height, positive },
    }));
    const within = box && inBox(box, photograph);
    const ask = async (points: readonly Click[], prompt: Grid | undefined): Promise<ModelAnswer[]> => {
      const { maskWidth, maskHeight, candidates, single } = await this.host.run(
        clickJob,
        {
          ...{ image: photograph.file, points: points.length > 0 ? [...points] : middle(box!) },
          ...(box && this.manifest.takesBox && { box }),
          ...(prompt && this.manifest.takesPrompt && { prompt }),
        },
        options,
      );
      return ordered(candidates, single, points.length > 1 || box !== undefined).map(({ logits, score }) => ({
        grid: { width: maskWidth, height: maskHeight, logits },
        score,
      }));
    };
    const goOn = (): Promise<ModelAnswer[]> =>
      last?.grid && (takesPrompt || !isGuided) ? ask(clicks, last.grid) : Promise.resolve([]);
    // Field and model answer in children of their own.
    const [field, own] = await Promise.all([
      isGuided ? this.fields.correct(photograph, base, { label, clicks }, options) : undefined,
      goOn(),
    ]);
    const expected = expectation(base, label, field);
    const corrected = <Given extends ModelAnswer>(
      answers: readonly Given[],
    ): (Given & { correction: ModelCorrection })[] =>
      answers.map((answer) => ({
        ...answer,
        correction: modelCorrection(answer.grid, base, label, expected, places, within),
      }));
    const firstOf = (asked: HowAsked, answers: readonly ModelAnswer[]): (Answer & ModelAnswer)[] =>
      corrected(answers.slice(0, 1)).map((answer) => {
        const { agreement, missed } = answer.correction;
        return { ...answer, asked, agreement, missed };
      });
    const before = last?.shown ?? base.field(label).present;
    const question = { base, label, before, click: places.at(-1), clicks: clicks.length };
    if (!field) {
      // Its own mask may come from what was proposed, and mislead as that did.
      const afresh = own.length === 0 || (isLetGo && takesPrompt) ? await ask(clicks, undefined) : [];
      const [best, ...others] = weighAnswers([...firstOf('own', own), ...firstOf('own', afresh)], question);
      this.keep(keyOf(clicks), { grid: best!.grid, shown: best!.shown });
      const rest = corrected([...own.slice(1), ...afresh.slice(1)]);
      return { candidates: correctionsOf([best!, ...others, ...rest]) };
    }
    const deep = this.deepPlaces(base, expected, places.at(-1)!, photograph);
    const guided = await ask([...clicks, ...deep], promptOf(base, expected));
    const known = [
      { asked: 'field' as const, ...FIELD_ITSELF, grid: undefined, correction: field },
      ...[...firstOf('guided', guided), ...firstOf('own', own)],
    ];
    let weighed = weighAnswers(known, question);
    // Without a mask to go by, a model takes what it sees for what is meant, and not what was proposed.
    if (takesPrompt && weighed[0]!.worth < ENOUGH * mostWorth(clicks.length)) {
      const byPlaces = await ask([...clicks, ...deep], undefined);
      weighed = weighAnswers([...known, ...firstOf('places', byPlaces)], question);
    }
    const [best, ...others] = weighed;
    this.keep(keyOf(clicks), { grid: best!.grid ?? last?.grid, shown: best!.shown });
    return { candidates: correctionsOf([best!, ...others, ...corrected(guided.slice(1))]) };
  }

  private keep(key: string, answer: Answered): void {
    if (this.answered.size >= KEPT) this.answered.delete([...this.answered.keys()][0]!);
    this.answered.set(key, answer);
  }

  private deepPlaces(
    base: CorrectionBase,
    expected: Float32Array,
    near: { x: number; y: number },
    { width, height }: { width: number; height: number },
  ): Click[] {
    const inside = new Uint8Array(expected.length);
    for (let i = 0; i < inside.length; i++) inside[i] = expected[i]! >= 0 ? 1 : 0;
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
  const expected = new Float32Array(present.length);
  for (let i = 0; i < expected.length; i++) {
    const isPresent = present[i] === 1;
    const logit = field ? field.after[i]! / 16 : 0;
    if (field?.changed[i] === 1) expected[i] = logit;
    else expected[i] = isPresent ? Math.max(1, logit) : Math.min(-1, logit);
  }
  return expected;
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

function correctionsOf(answers: readonly { correction: Correction }[]): Correction[] {
  return answers.map(({ correction }) => correction);
}

function middle({ x0, y0, x1, y1 }: Box): Click[] {
  return [{ x: (x0 + x1) / 2, y: (y0 + y1) / 2, positive: true }];
}
