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
import { labelsIn, lessonFrom } from './lessonFrom.ts';

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
  return lessonFrom(
    result,
    { imageId: image.id, madeOf, whole: image.state === 'accepted', path: image.path },
    { mask: decided, possible, scored: asked.map(({ label }) => label), classes },
  );
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
