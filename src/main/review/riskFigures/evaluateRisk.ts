import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredRisk } from '../../project/RiskTable.ts';
import { ClassCounts } from '../evaluate/ClassCounts.ts';
import { openGroundTruth } from '../evaluate/openGroundTruth.ts';
import { STRENGTH } from '../judging/learnWeights.ts';
import { weightsOf } from '../judging/riskBasis.ts';
import { fitRisk } from '../risk/fitRisk.ts';
import type { RiskModel } from '../risk/RiskModel.ts';
import { riskOf } from '../risk/RiskModel.ts';
import { RISK_SCORES } from '../risk/riskScores.ts';
import type { Judged } from '../risk/riskWeights.ts';
import { RISK_WEIGHTS } from '../risk/riskWeights.ts';
import { ranks } from './ranks.ts';
import type { RiskFigures } from './riskFigures.ts';
import { reviewerCurve } from './reviewerCurve.ts';
import { riskFigures, SMALLEST, WRONG } from './riskFigures.ts';
import type { TrueQuality } from './trueQuality.ts';
import { trueQuality } from './trueQuality.ts';

export interface RiskEvaluation {
  images: number;
  /** Components of a hundredth of their image at least. */
  components: number;
  /** Share of these that are wrong. */
  wrongComponents: number;
  /** By the name of a score, or of what several add up to; `random` is a baseline. */
  scores: Record<string, RiskFigures>;
  /** Mean IoU of the data set after shares of it were opened and mended (OPENED_AT), by order: of risk, of chance, of the list. */
  reviewer: Record<'risk' | 'random' | 'list', number[]>;
  warnings: string[];
}

/** Every second image in the order of their paths: weights were fitted to the even positions, which begin with the first. */
export type Half = 'even' | 'odd';

/** One image as it was judged, and as it is. */
export interface JudgedAndKnown extends TrueQuality {
  path: string;
  half: Half;
  judged: StoredRisk;
  /** Pixels of each class, background first. */
  pixels: ClassCounts;
  /** Of the components, whether they are large enough to be counted. */
  counted: boolean[];
  /** By row of `classes`, the label. */
  labels: number[];
}

/** What is ranked by the mean of its ranks: the best by this, of the even half of 260 VOC photographs, chosen one after the other. */
const RANKED = ['close', 'margin', 'spread'] as const;

interface Options {
  /** Only these are compared; the others are judged all the same, since they teach. */
  half?: Half | undefined;
  /** At most so many images. */
  limit?: number | undefined;
  /** The risk of an image as it is now. */
  riskOf: (image: ProjectImage) => Promise<StoredRisk | undefined>;
  /** Ends it after the present image; what was compared until then counts. */
  signal?: AbortSignal | undefined;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Compares what every score says of a project's label maps with true masks.
 *
 * @throws AppError `not-found` or `invalid-input` when there is nothing to compare
 */
export async function evaluateRisk(
  project: ProjectFile,
  groundTruthPath: string,
  options: Options,
): Promise<RiskEvaluation> {
  const { all, warnings } = await judgedAndKnown(project, groundTruthPath, options);
  const images = all.filter((one) => options.half === undefined || one.half === options.half);
  if (images.length === 0)
    throw new AppError(
      'invalid-input',
      `None of the proposed images in ${project.path} has a mask of the same name in ${groundTruthPath}.`,
    );
  const components = images.flatMap((one) => one.components.filter((_, k) => one.counted[k]));
  return {
    ...{ images: images.length, components: components.length },
    wrongComponents: components.filter((iou) => iou < WRONG).length / components.length,
    ...{ scores: figuresOf(images, all), reviewer: reviewerOf(images), warnings },
  };
}

/** All images that can be compared, with what is said of them and what is true. @throws AppError `not-found` */
export async function judgedAndKnown(
  project: ProjectFile,
  groundTruthPath: string,
  options: Omit<Options, 'half'>,
): Promise<{ all: JudgedAndKnown[]; warnings: string[] }> {
  const classes = project.classes.all();
  const groundTruth = await openGroundTruth(groundTruthPath, project);
  const columnOf = new Uint8Array(256).fill(VOID);
  columnOf[BACKGROUND] = 0;
  classes.forEach(({ label }, i) => (columnOf[label] = i + 1));
  const images = project.images
    .all()
    .filter((image) => image.state !== 'rejected' && image.state !== 'new' && groundTruth.has(image))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .slice(0, options.limit);
  const unready: string[] = [];
  const all: JudgedAndKnown[] = [];
  for (const [index, image] of images.entries()) {
    try {
      const one = await compare(image, index);
      if (one && !Number.isNaN(one.miou)) all.push(one);
    } catch (error) {
      // One image that cannot be judged does not keep the others from it.
      if (!(error instanceof AppError) || error.code === 'pack-invalid') throw error;
      unready.push(error.message);
    }
    options.onProgress?.(index + 1, images.length);
    if (options.signal?.aborted) break;
  }
  return { all, warnings: [...groundTruth.warnings, ...unready] };

  async function compare(image: ProjectImage, index: number): Promise<JudgedAndKnown | undefined> {
    const rows = groundTruth.read(image);
    const judged = rows && (await options.riskOf(image));
    const now = project.images.get(image.id)!;
    const map = judged && labelMapOf(project, now);
    if (!rows || !judged || !map) return undefined;
    const columns = throughTable(map.data, columnOf);
    const quality = trueQuality(columns, rows, { ...map, classes: classes.length + 1 });
    const pixels = new ClassCounts(classes.length + 1);
    rows.forEach((row, i) => {
      if (row !== VOID) pixels.add(row, columns[i]!);
    });
    return {
      ...{ ...quality, path: image.path, half: index % 2 === 0 ? 'even' : 'odd', judged, pixels },
      counted: judged.components.map(({ area }) => area >= SMALLEST * map.width * map.height),
      labels: [BACKGROUND, ...classes.map(({ label }) => label)],
    };
  }
}

/** @param all whose true masks teach, each half the other */
function figuresOf(
  images: readonly JudgedAndKnown[],
  all: readonly JudgedAndKnown[],
): Record<string, RiskFigures> {
  const figures = (
    risks: readonly number[],
    componentRisk: (one: JudgedAndKnown, k: number) => number,
  ): RiskFigures =>
    riskFigures(
      images.map(({ miou, components, counted }) => ({
        ...{ miou, components: components.filter((_, k) => counted[k]) },
      })),
      images.map((one, i) => ({
        image: risks[i]!,
        components: [...one.components.keys()]
          .filter((k) => one.counted[k])
          .map((k) => componentRisk(one, k)),
      })),
    );
  const by = (id: string): RiskFigures =>
    figures(
      images.map(({ judged }) => judged.scores[id] ?? NaN),
      ({ judged }, k) => judged.components[k]!.scores[id] ?? NaN,
    );
  const ids = RISK_SCORES.map(({ id }) => id).filter((id) =>
    images.some(({ judged }) => judged.scores[id] !== undefined),
  );
  return {
    combined: figures(
      images.map(({ judged }) => riskOf(weightsFor(judged).image, judged.scores)),
      ({ judged }, k) => riskOf(weightsFor(judged).component, judged.components[k]!.scores),
    ),
    taught: figures(taughtByOtherHalf(images, all), () => NaN),
    ranks: figures(meanRanks(images), () => NaN),
    ...Object.fromEntries(ids.map((id) => [id, by(id)])),
    random: figures(
      images.map(({ path }) => chance(path)),
      ({ path }, k) => chance(`${path} ${k}`),
    ),
  };
}

function reviewerOf(images: readonly JudgedAndKnown[]): RiskEvaluation['reviewer'] {
  const pixels = images.map((one) => one.pixels);
  const by = (keys: readonly number[]): number[] =>
    reviewerCurve(
      pixels,
      [...keys.keys()].sort((a, b) => keys[b]! - keys[a]! || a - b),
    );
  return {
    risk: by(images.map(({ judged }) => riskOf(weightsFor(judged).image, judged.scores))),
    random: by(images.map(({ path }) => chance(path))),
    list: by(images.map(() => 0)),
  };
}

function weightsFor({ basis }: StoredRisk): Record<Judged, RiskModel> {
  return RISK_WEIGHTS[weightsOf(basis)];
}

/** The risk of each image by weights that the other half has taught, as if somebody had corrected all of its label maps. */
function taughtByOtherHalf(images: readonly JudgedAndKnown[], all: readonly JudgedAndKnown[]): number[] {
  const models = new Map(
    (['even', 'odd'] as const).map((half) => {
      const examples = all
        .filter((one) => one.half !== half)
        .map(({ judged, miou }) => ({ said: judged.scores, wrong: 1 - miou }));
      const prior = weightsFor(all[0]!.judged).image;
      const ids = Object.keys(prior.scores);
      return [half, examples.length === 0 ? prior : fitRisk(examples, { ids, prior, strength: STRENGTH })];
    }),
  );
  return images.map(({ half, judged }) => riskOf(models.get(half)!, judged.scores));
}

function meanRanks(images: readonly JudgedAndKnown[]): number[] {
  const all = RANKED.map((id) => ranks(images.map(({ judged }) => judged.scores[id] ?? NaN)));
  return images.map((_, i) => all.reduce((sum, rank) => sum + rank[i]!, 0) / (all.length * images.length));
}

/** A number in [0, 1) that looks random and is the same every time. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE() / 2 ** 32;
}
