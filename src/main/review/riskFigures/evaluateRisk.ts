import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND } from '../../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { GroundTruth } from '../evaluate/groundTruth.ts';
import type { ImageRisks } from '../risk/judge.ts';
import { judge } from '../risk/judge.ts';
import { riskInputOf } from '../risk/riskInputOf.ts';
import { RISK_SCORES } from '../risk/riskScores.ts';
import type { KnownImage, RiskFigures } from './riskFigures.ts';
import { riskFigures } from './riskFigures.ts';
import { trueQuality } from './trueQuality.ts';

export interface RiskEvaluation {
  images: number;
  components: number;
  /** Share of the components that are wrong. */
  wrongComponents: number;
  /** By the score's id; `random` is a baseline. */
  scores: Record<string, RiskFigures>;
  warnings: string[];
}

/** One image as it was judged, and as it is. */
export interface JudgedAndKnown extends KnownImage {
  path: string;
  risks: ImageRisks;
}

/** Every second image in the order of their paths: parameters were chosen on the even positions. */
export type Half = 'even' | 'odd';

/**
 * Compares what every score says of a project's label maps with true masks.
 *
 * @throws AppError `not-found` or `invalid-input` when there is nothing to compare
 */
export async function evaluateRisk(
  project: ProjectFile,
  groundTruthPath: string,
  options: {
    half?: Half | undefined;
    /** At most so many images. */
    limit?: number | undefined;
    /** Is waited for before an image is read. */
    refine: Refine;
    /** Ends it after the present image; what was compared until then counts. */
    signal?: AbortSignal | undefined;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<RiskEvaluation> {
  const classes = project.classes.all();
  const groundTruth = new GroundTruth(groundTruthPath, classes);
  const columnOf = new Uint8Array(256).fill(classes.length + 1);
  columnOf[BACKGROUND] = 0;
  classes.forEach(({ label }, i) => (columnOf[label] = i + 1));
  const images = project.images
    .all()
    .filter((image) => image.state !== 'rejected' && image.state !== 'new' && groundTruth.has(image))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .filter((_, i) => options.half === undefined || (i % 2 === 0) === (options.half === 'even'))
    .slice(0, options.limit);
  const unready: string[] = [];
  const all: JudgedAndKnown[] = [];
  for (const [index, image] of images.entries()) {
    try {
      const one = await compare(image);
      if (one && !Number.isNaN(one.miou)) all.push(one);
    } catch (error) {
      // One image that cannot be judged does not keep the others from it.
      if (!(error instanceof AppError)) throw error;
      unready.push(error.message);
    }
    options.onProgress?.(index + 1, images.length);
    if (options.signal?.aborted) break;
  }
  if (all.length === 0)
    throw new AppError(
      'invalid-input',
      `None of the proposed images in ${project.path} has a mask of the same name in ${groundTruthPath}.`,
    );
  const components = all.flatMap((one) => one.components);
  return {
    ...{ images: all.length, components: components.length, scores: figuresOf(all) },
    wrongComponents: components.filter((iou) => iou < 0.5).length / components.length,
    warnings: [...groundTruth.warnings, ...unready],
  };

  async function compare(image: ProjectImage): Promise<JudgedAndKnown | undefined> {
    const rows = groundTruth.read(image);
    if (!rows) return undefined;
    await options.refine(image);
    const input = riskInputOf(project, project.images.get(image.id)!);
    if (!input) return undefined;
    const columns = input.labels.map((label) => columnOf[label]!);
    const quality = trueQuality(columns, rows, { ...input, classes: classes.length + 1 });
    return { path: image.path, ...quality, risks: judge(input) };
  }
}

function figuresOf(all: readonly JudgedAndKnown[]): Record<string, RiskFigures> {
  const by = (id: string): RiskFigures =>
    riskFigures(
      all,
      all.map(({ risks }) => ({
        image: risks.image[id] ?? NaN,
        components: risks.components.map((item) => item.risks[id] ?? NaN),
      })),
    );
  const random = riskFigures(
    all,
    all.map(({ path, components }) => ({
      image: chance(path),
      components: components.map((_, k) => chance(`${path} ${k}`)),
    })),
  );
  return { ...Object.fromEntries(RISK_SCORES.map(({ id }) => [id, by(id)])), random };
}

/** A number in [0, 1) that looks random and is the same every time. */
function chance(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32LE() / 2 ** 32;
}
