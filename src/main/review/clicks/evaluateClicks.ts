import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { UNTOUCHED } from '../../../shared/labels/labelCodes.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { CorrectedPhotograph } from '../../correct/FieldCorrector.ts';
import type { ShownImage } from '../../correct/CorrectionBase.ts';
import { shownImage } from '../../correct/shownImage.ts';
import { fileOf } from '../../project/fileOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { openGroundTruth } from '../evaluate/openGroundTruth.ts';
import type { ClickFigures } from './clickFigures.ts';
import { clickFigures } from './clickFigures.ts';
import type { AnswerClicks } from './playClicks.ts';
import { playClicks } from './playClicks.ts';
import { trueObjects } from './trueObjects.ts';

/** Where corrections come from: a name, and who answers clicks on an object. */
export interface ClickSource {
  name: string;
  /** Whether it begins with nothing in place of what is shown. */
  fromEmpty: boolean;
  /** @param label of the object */
  begin(photograph: CorrectedPhotograph, shown: ShownImage, label: number): AnswerClicks;
}

export interface ClickEvaluation {
  images: number;
  clicks: Record<string, ClickFigures>;
  warnings: string[];
}

/**
 * Plays an annotator who corrects every object of the images that have a proposal and a true mask, one object after the other and each
 * from what is shown first (`playClicks`), once with every source.
 *
 * @throws AppError `not-found` or `invalid-input` when there is nothing to correct
 */
export async function evaluateClicks(
  project: ProjectFile,
  groundTruthPath: string,
  options: {
    sources: readonly ClickSource[];
    /** At most so many images. */
    limit?: number | undefined;
    /** Is waited for before an image is read. */
    refine: Refine;
    /** Sets thresholds before the first click; what is shown stays as it is where missing. */
    prepare?: (
      image: ProjectImage,
      shown: ShownImage,
      rows: Uint8Array,
      labels: readonly number[],
    ) => Promise<ShownImage>;
    /** Ends it after the present image; what was played until then counts. */
    signal?: AbortSignal | undefined;
    onProgress?: (done: number, total: number) => void;
  },
): Promise<ClickEvaluation> {
  const classes = project.classes.all();
  const labels = classes.map(({ label }) => label);
  const groundTruth = await openGroundTruth(groundTruthPath, project);
  const images = project.images
    .all()
    .filter((image) => image.state !== 'rejected' && image.state !== 'new' && groundTruth.has(image))
    .slice(0, options.limit);
  const played = new Map<string, number[][]>(options.sources.map(({ name }) => [name, []]));
  const unready: string[] = [];
  let compared = 0;
  for (const [index, image] of images.entries()) {
    try {
      compared += (await play(image)) ? 1 : 0;
    } catch (error) {
      // One photograph that is gone does not keep the others from being played.
      if (!(error instanceof AppError) || error.code === 'pack-invalid') throw error;
      unready.push(error.message);
    }
    options.onProgress?.(index + 1, images.length);
    if (options.signal?.aborted) break;
  }
  if (compared === 0)
    throw new AppError(
      'invalid-input',
      `None of the proposed images in ${project.path} has a mask of the same name in ${groundTruthPath}.`,
    );
  const clicks = [...played].map(([name, ious]) => [name, clickFigures(ious)] as const);
  return {
    ...{ images: compared, clicks: Object.fromEntries(clicks) },
    warnings: [...groundTruth.warnings, ...unready],
  };

  async function play(image: ProjectImage): Promise<boolean> {
    const rows = groundTruth.read(image);
    if (!rows) return false;
    await options.refine(image);
    const proposed = shownImage(project, project.images.get(image.id)!);
    const shown = (await options.prepare?.(image, proposed, rows, labels)) ?? proposed;
    const photograph = {
      ...{ file: fileOf(project, image), path: image.path, contentHash: image.contentHash },
      ...{ width: shown.width, height: shown.height },
    };
    const results: [string, number[]][] = [];
    for (const { row, pixels } of trueObjects(rows, shown.width, shown.height)) {
      const label = labels[row - 1]!;
      for (const source of options.sources) {
        const start = source.fromEmpty ? withNothing(shown) : shown;
        const answer = source.begin(photograph, start, label);
        results.push([source.name, await playClicks(pixels, start.labels, label, shown, answer)]);
      }
    }
    for (const [name, ious] of results) played.get(name)!.push(ious);
    return true;
  }
}

/** The same image before anybody or anything has said something of it. */
function withNothing({ width, height }: ShownImage): ShownImage {
  const labels = new Uint8Array(width * height);
  return { width, height, labels, decided: labels.slice().fill(UNTOUCHED), scores: undefined };
}
