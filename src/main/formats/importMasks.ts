import { AppError } from '../../shared/errors/AppError.ts';
import { isDecided } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ImportReport, ImportWay, Named } from '../../shared/import/importReport.ts';
import { MOST_NAMED } from '../../shared/import/importReport.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { SizedImage } from '../annotate/withContent.ts';
import { withContent, withSameContent } from '../annotate/withContent.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { TimeSlices } from './dataset/TimeSlices.ts';
import type { FoundMasks, LabelMasks, MaskFile, MaskReader, ScoreMasks } from './MaskReader.ts';
import { acceptGiven, takeGiven } from './masks/takeGiven.ts';
import { matchMasks } from './masks/matchMasks.ts';
import { openMasks } from './masks/openMasks.ts';
import { takeScores } from './masks/takeScores.ts';

export interface ImportRequest {
  /** Where missing, score maps become scores and masks labels to review. */
  as?: ImportWay | undefined;
  /** Whether anything is changed; else it is only said what would be. */
  apply: boolean;
  author: string;
  /** What people call where they are from; the folder where missing. */
  origin?: string | undefined;
  readers?: readonly MaskReader[];
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
  /** Is told of each image that has changed. */
  onImage?: (id: number) => void;
}

/**
 * Takes masks that were made elsewhere into a project, image by image, or says what that would do (docs/design.md, "Masks from elsewhere").
 * One that cannot be taken is reported, and the others are; images that a person has decided about, or painted on where labels are to be accepted, stay
 * as they are. What was taken before it is cancelled stays.
 *
 * @throws AppError `not-found` or `invalid-input` where there is nothing to take, `cancelled`; whatever else stops all, such as `disk-full`
 */
export async function importMasks(
  project: ProjectFile,
  path: string,
  { apply, author, signal, onProgress, onImage, ...request }: ImportRequest,
): Promise<ImportReport> {
  const slices = new TimeSlices(signal);
  const { reader, masks, classes } = await openMasks(project, path, { slices, ...readersOf(request) });
  const as = request.as ?? (masks.gives === 'scores' ? 'scores' : 'review');
  expectWay(masks, as);
  const origin = request.origin ?? masks.root;
  const matches = matchMasks(project.images.all(), masks.files);
  const kept: string[] = [];
  const otherSize: string[] = [];
  const unreadable: string[] = [];
  const shown = new Map<number, number>();
  let images = 0;
  let done = 0;
  for (const { image, mask } of matches.pairs) {
    if (mayTake(project, image, as)) await takeOne(image, mask);
    else kept.push(image.path);
    onProgress?.(++done, matches.pairs.length);
    await slices.pause();
  }
  if (apply && as === 'ground-truth') project.transaction(() => project.meta.set('groundTruth', masks.root));
  const now = project.classes.labelsNow();
  return {
    ...{ root: masks.root, reader: reader.title, as, done: apply, masks: masks.files.length, images },
    perClass: project.classes.all().flatMap(({ label, name }) => {
      const count = [...shown].reduce((sum, [written, n]) => (now.of(written) === label ? sum + n : sum), 0);
      return count > 0 ? [{ name, images: count }] : [];
    }),
    strangers: classes.names.strange,
    ...{ kept: named(kept), otherSize: named(otherSize), unreadable: named(unreadable) },
    unclear: named(
      matches.unclear.map(
        ({ mask, images }) => `${mask.file}: ${images.map((image) => image.path).join(', ')}`,
      ),
    ),
    imagesWithoutMask: named(matches.withoutMask.map((image) => image.path)),
    masksWithoutImage: named(matches.withoutImage.map(({ file }) => file)),
    warnings: masks.warnings,
  };

  async function takeOne(image: ProjectImage, mask: MaskFile): Promise<void> {
    try {
      const labels =
        masks.gives === 'scores' ? await takeMaps(masks, image, mask) : await takeMask(masks, image, mask);
      for (const label of labels ?? []) if (isClass(label)) shown.set(label, (shown.get(label) ?? 0) + 1);
      if (labels) images += 1;
      if (labels && apply && as !== 'ground-truth') onImage?.(image.id);
    } catch (error) {
      if (!(error instanceof AppError) || !FILE_FAULTS.has(error.code)) throw error;
      unreadable.push(error.message);
    }
  }

  async function takeMaps(source: ScoreMasks, image: ProjectImage, mask: MaskFile): Promise<number[]> {
    const scores = source.read(mask, image);
    const sized = await contentOf(image);
    if (apply) takeScores(project, sized, { ...scores, origin });
    return scores.labels;
  }

  async function takeMask(
    source: LabelMasks,
    image: ProjectImage,
    mask: MaskFile,
  ): Promise<Set<number> | undefined> {
    const { width, height, data: labels } = source.read(mask);
    const sized = await contentOf(image);
    if (width !== sized.width || height !== sized.height) {
      otherSize.push(`${mask.file} is ${width} x ${height}, ${image.path} ${sized.width} x ${sized.height}`);
      return undefined;
    }
    if (apply && as === 'review') takeGiven(project, sized, { origin, labels });
    if (apply && as === 'accepted') acceptGiven(project, sized, { origin, labels }, author);
    return new Set(labels);
  }

  /** Labels must not land on another photograph; whoever only looks, or keeps them beside the project, need not read each. */
  function contentOf(image: ProjectImage): Promise<SizedImage> {
    return apply && as !== 'ground-truth' ? withSameContent(project, image) : withContent(project, image);
  }
}

/** Faults of one file; anything else concerns all. */
const FILE_FAULTS = new Set(['not-found', 'invalid-input', 'image-unreadable', 'image-changed']);

function expectWay({ gives, root }: FoundMasks, as: ImportWay): void {
  if ((gives === 'scores') === (as === 'scores')) return;
  throw new AppError(
    'invalid-input',
    gives === 'scores'
      ? `${root} holds score maps. They become scores, and no labels: thresholds make labels of them.`
      : `${root} holds masks and no score maps. They become labels to review, accepted labels or ground truth.`,
  );
}

function mayTake(project: ProjectFile, { id, state }: ProjectImage, as: ImportWay): boolean {
  if (as === 'ground-truth') return true;
  if (isDecided(state)) return false;
  return as !== 'accepted' || !project.strokes.any(id);
}

function readersOf({ readers }: Pick<ImportRequest, 'readers'>): Pick<ImportRequest, 'readers'> {
  return readers ? { readers } : {};
}

function named(all: readonly string[]): Named {
  return { count: all.length, some: all.slice(0, MOST_NAMED) };
}
