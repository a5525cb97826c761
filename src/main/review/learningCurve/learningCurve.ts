import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { composeProposal } from '../../../shared/labels/composeProposal.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import { makeGuide } from '../../edges/Guide.ts';
import { refineProposal } from '../../edges/refineProposal.ts';
import { stemOf } from '../../formats/dataset/stemOf.ts';
import { findVocRoot } from '../../formats/voc/findVocRoot.ts';
import { decodeImage } from '../../image/decodeImage.ts';
import { readPhotograph } from '../../image/readPhotograph.ts';
import { lessonFrom } from '../../learn/lessonFrom.ts';
import { teachAtOnce } from '../../learn/teachAtOnce.ts';
import { guessCentre } from '../../models/adcam/adcamManifest.ts';
import type { LessonResult } from '../../models/adcam/jobs.ts';
import { lessonJob } from '../../models/adcam/jobs.ts';
import { fileOf } from '../../project/fileOf.ts';
import type { Head } from '../../project/HeadTable.ts';
import type { Lesson } from '../../project/LessonTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { LEAST_LESSONS } from '../../propose/headInForce.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import type { ScoreRunner } from '../evaluate/evaluateProject.ts';
import type { MapsEvaluation } from '../evaluate/evaluationOfMaps.ts';
import { GroundTruth } from '../evaluate/groundTruth.ts';
import { openGroundTruth } from '../evaluate/openGroundTruth.ts';
import { trueMask } from '../evaluate/TrueMask.ts';
import { CurveTally } from './CurveTally.ts';
import { tagsWith } from './tagsWith.ts';
import { scoresWith } from './scoresWith.ts';

/** What so many lessons are worth, in one order of lessons. */
export interface CurvePoint {
  k: number;
  order: number;
  /** Images that were tested on. */
  images: number;
  /** At the one global threshold that suits these images best; and as the project would propose them, edges and thresholds included. */
  best: MapsEvaluation & { threshold: number };
  project: MapsEvaluation;
  /** Mean average precision of what is said of whole images. */
  tags: number;
  /** Of the head: its weight, and what it expects of itself. */
  weight: number;
  expected: Head['expected'];
}

export interface LearningCurve {
  points: CurvePoint[];
  warnings: string[];
}

/** An image that can teach or be tested on. */
interface CurveImage {
  file: string;
  /** Of the project, or a stem with an id of its own. */
  image: Pick<ProjectImage, 'id' | 'path'>;
  tags: number[] | undefined;
}

interface Options {
  groundTruth: string;
  /** A VOC folder whose images teach, in place of the project's. */
  learnFrom?: string | undefined;
  /** How many images teach; 0 is always among them. */
  counts: readonly number[];
  orders: number;
  runner: ScoreRunner;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Plays the annotator: accepts the true masks of some images in random orders, teaches a head with them, and compares what it makes of
 * the others with their true masks. All counts of one order are tested on the same images: those that none of them learns from.
 *
 * @throws AppError `not-found`, `invalid-input` where there are too few images
 */
export async function learningCurve(project: ProjectFile, options: Options): Promise<LearningCurve> {
  const { runner, orders, onProgress } = options;
  const counts = [...new Set([0, ...options.counts])].sort((a, b) => a - b);
  const most = counts.at(-1)!;
  const classes = project.classes.all();
  const pack = new PackClasses(project.classes.written(), runner.manifest);
  const truth = await openGroundTruth(options.groundTruth, project);
  const test = imagesOf(project).filter(({ image }) => truth.has(image));
  const teaching = options.learnFrom === undefined ? test : imagesIn(options.learnFrom);
  const teachingTruth = options.learnFrom === undefined ? truth : new GroundTruth(options.learnFrom, classes);
  const isApart = options.learnFrom !== undefined;
  if (teaching.length < most || (!isApart && teaching.length <= most))
    throw new AppError(
      'invalid-input',
      `There are ${teaching.length} images with true masks to learn from; that is too few for ${most}${isApart ? '' : ' and some to test on'}.`,
    );
  const ranked = Array.from({ length: orders }, (_, order) => inOrder(teaching, order));
  const needed = new Set(ranked.flatMap((images) => images.slice(0, most)));
  const total = needed.size + test.length;
  let done = 0;
  const lessons = new Map<CurveImage, Lesson>();
  for (const item of needed) {
    const lesson = await lessonOf(item);
    if (lesson) lessons.set(item, lesson);
    onProgress?.(++done, total);
  }

  const usual = guessCentre(runner.manifest);
  const trials = ranked.flatMap((images, order) => {
    const used = new Set(isApart ? images.slice(0, most).map(({ image }) => stemOf(image.path)) : []);
    const own = new Set(isApart ? [] : images.slice(0, most));
    const others = test.filter((item) => !own.has(item) && !used.has(stemOf(item.image.path)));
    return counts.map((k) => {
      const taught = images.slice(0, k).flatMap((item) => lessons.get(item) ?? []);
      const head = taught.length >= LEAST_LESSONS ? teachAtOnce(taught, usual) : undefined;
      return { k, order, head, tested: new Set(others), tally: new CurveTally(classes) };
    });
  });
  for (const item of test) {
    await testOn(item);
    onProgress?.(++done, total);
  }
  return {
    points: trials.map(({ k, order, head, tally }) => ({
      ...{ k, order, images: tally.images, ...tally.result() },
      ...{ weight: head?.weight ?? 0, expected: head?.expected ?? null },
    })),
    warnings: [...new Set([...truth.warnings, ...teachingTruth.warnings])],
  };

  async function networks(
    { file }: CurveImage,
    labels: readonly number[],
    whole: boolean,
  ): Promise<{ result: LessonResult; scored: number[] }> {
    const asked = pack.positionsOf(labels);
    const result = await runner.host.run(
      lessonJob,
      {
        ...{ image: file, whole, parameters: project.meta.get('parameters')! },
        tags: asked.map(({ position }) => position),
      },
      { priority: 'batch' },
    );
    return { result, scored: asked.map(({ label }) => label) };
  }

  /** The lesson of a true mask. */
  async function lessonOf(item: CurveImage): Promise<Lesson | undefined> {
    const shown = teachingTruth.classesOf(item.image).map((row) => classes[row - 1]!.label);
    const possible = [...new Set([...shown, ...(item.tags ?? [])])].sort((a, b) => a - b);
    const { result, scored } = await networks(item, possible, false);
    const { width, height } = result;
    const rows = teachingTruth.read({ ...item.image, width, height });
    if (!rows) return undefined;
    const data = rows.map((row) => (row === VOID ? VOID : row === 0 ? BACKGROUND : classes[row - 1]!.label));
    return lessonFrom(
      result,
      { imageId: teaching.indexOf(item) + 1, madeOf: '', whole: true, path: item.image.path },
      { mask: { width, height, data }, possible, scored, classes: pack },
    );
  }

  async function testOn(item: CurveImage): Promise<void> {
    const mine = trials.filter(({ tested }) => tested.has(item));
    if (mine.length === 0) return;
    const tags = item.tags ?? [];
    const { result, scored } = await networks(item, tags, true);
    const rows = truth.read({ ...item.image, width: result.width, height: result.height });
    if (!rows) return;
    const { width, height } = result;
    const mask = trueMask(rows, width, height);
    const photograph = await decodeImage(await readPhotograph(item.file), item.file);
    const guide = (project.meta.get('edges') ?? false) ? makeGuide(photograph) : undefined;
    const voidHalfWidth = project.meta.get('voidHalfWidth') ?? 0;
    for (const { head, tally } of mine) {
      const { labels, values, thresholds } = scoresWith(head, runner.manifest, result, { tags, scored });
      const maps = { values, classes: labels.length, grid: result.scoreGrid };
      const rule = { labels, thresholds: thresholds.map(inForce), voidHalfWidth };
      const map =
        guide && labels.length > 0
          ? refineProposal(guide, maps, result, rule)
          : composeProposal(maps, width, height, rule);
      tally.add(mask, { maps, labels }, map, result);
      tally.addTags(mask, tagsWith(head, runner.manifest, result, { classes, pack }));

      /** A class with one threshold for all images keeps it. */
      function inForce(threshold: number, at: number): number {
        const { guessed, threshold: own } = classes.find(({ label }) => label === labels[at])!;
        return guessed ? threshold : own;
      }
    }
  }
}

/** The images of a project that are not rejected. */
function imagesOf(project: ProjectFile): CurveImage[] {
  return project.images
    .all()
    .filter(({ state }) => state !== 'rejected')
    .map((image) => ({ image, file: fileOf(project, image), tags: image.tags }));
}

/** The images of a VOC folder that have a mask. @throws AppError `not-found` */
function imagesIn(path: string): CurveImage[] {
  const root = findVocRoot(path);
  if (root === undefined) throw new AppError('not-found', `${path} is not a VOC folder to learn from.`);
  const photographs = new Map(
    readdirSync(join(root, 'JPEGImages')).map((name) => [stemOf(name), join(root, 'JPEGImages', name)]),
  );
  const masks = readdirSync(join(root, 'SegmentationClass')).filter((name) => name.endsWith('.png'));
  return masks.sort().flatMap((name, index) => {
    const file = photographs.get(stemOf(name));
    return file === undefined ? [] : [{ file, image: { id: index + 1, path: name }, tags: undefined }];
  });
}

/** Images in the order of a hash of their names, another one for each order. */
function inOrder(images: readonly CurveImage[], order: number): CurveImage[] {
  const rank = ({ image }: CurveImage): string =>
    createHash('sha256')
      .update(`${order}/${stemOf(image.path)}`)
      .digest('hex');
  const ranks = new Map(images.map((image) => [image, rank(image)]));
  return images.toSorted((a, b) => (ranks.get(a)! < ranks.get(b)! ? -1 : 1));
}
