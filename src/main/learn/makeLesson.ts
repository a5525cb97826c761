import { isClass, UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { changeWords } from '../../shared/images/PhotographChange.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { readIndexMask } from '../image/mask/readIndexMask.ts';
import type { RunJob } from '../inference/jobs/Job.ts';
import { lessonJob } from '../models/adcam/jobs.ts';
import type { AdcamManifest } from '../models/adcam/adcamManifest.ts';
import { fileOf } from '../project/fileOf.ts';
import type { Lesson } from '../project/LessonTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { PackClasses } from '../propose/PackClasses.ts';
import { labelShares } from './labelShares.ts';

/**
 * Makes the lesson of an image: runs the networks once more, and takes what a person has decided about its pixels. Of an accepted image that is the
 * whole label map, of another one what was painted.
 *
 * @param madeOf names all that it is made from
 * @returns undefined where nobody has decided about any pixel
 * @throws AppError `image-unreadable`, `image-changed`, `inference-failed`, `cancelled`
 */
export async function makeLesson(
  { project, manifest, run }: { project: ProjectFile; manifest: AdcamManifest; run: RunJob },
  image: ProjectImage,
  madeOf: string,
): Promise<Lesson | undefined> {
  const whole = image.state === 'accepted';
  const decided = decidedPixels(project, image);
  if (!decided) return undefined;
  const present = labelsIn(decided.data).filter(isClass);
  // A class that an image is tagged with and does not show is told apart from what it shows.
  const possible = [...new Set([...present, ...(image.tags ?? [])])].sort((a, b) => a - b);
  const classes = new PackClasses(project.classes.written(), manifest);
  const asked = classes.positionsOf(project.classes.labelsNow().classes(possible));
  const result = await run(lessonJob, {
    image: fileOf(project, image),
    tags: asked.map(({ position }) => position),
    parameters: project.meta.get('parameters')!,
  });
  if (image.contentHash !== undefined && image.contentHash !== result.contentHash)
    throw new AppError('image-changed', changeWords(image, result));
  const [features, pooled, scores] = [result.features, result.pooled, result.scores].map((values) =>
    Float16Array.from(values),
  ) as [Float16Array, Float16Array, Float16Array];
  if (![features, pooled].every((values) => values.every(Number.isFinite)))
    throw new AppError(
      'inference-failed',
      `The networks say nothing finite of ${image.path}, so it teaches nothing.`,
    );
  const labels = [0, ...possible];
  const said = Array.from(result.probabilities).flatMap((probability, position): [number, number][] => {
    const label = classes.label(position);
    return label === undefined ? [] : [[label, Number(probability.toFixed(4))]];
  });
  return {
    ...{ imageId: image.id, madeOf, whole, labels, said },
    shown: present,
    ...{ grid: result.grid, depth: result.depth, features, pooled, scores },
    shareGrid: result.scoreGrid,
    shares: labelShares(decided.data, decided, result.scoreGrid, labels),
    scored: asked.map(({ label }) => label),
  };
}

/**
 * The pixels that a person has decided, under the labels that they were decided with: the accepted label map, or the human layer,
 * untouched where it is.
 */
function decidedPixels(
  project: ProjectFile,
  image: ProjectImage,
): { width: number; height: number; data: Uint8Array } | undefined {
  if (image.state === 'accepted') {
    const frozen = project.labels.get(image.id);
    return frozen && readIndexMask(frozen.png, image.path);
  }
  const { width, height } = image;
  if (width === undefined || height === undefined || !project.strokes.any(image.id)) return undefined;
  const data = project.strokes.humanLayer(image.id, width, height);
  return data.every((value) => value === UNTOUCHED) ? undefined : { width, height, data };
}

/** The values of a mask, ascending. */
function labelsIn(data: Uint8Array): number[] {
  const isThere = new Uint8Array(256);
  for (let i = 0; i < data.length; i++) isThere[data[i]!] = 1;
  return [...isThere.keys()].filter((value) => isThere[value] === 1);
}
