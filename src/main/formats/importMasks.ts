import { AppError } from '../../shared/errors/AppError.ts';
import { isFileFault } from '../../shared/errors/faults.ts';
import { isDecided } from '../../shared/images/imageState.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ImportReport, ImportWay, Named } from '../../shared/import/importReport.ts';
import { MOST_NAMED } from '../../shared/import/importReport.ts';
import type { SizedImage } from '../annotate/withContent.ts';
import { withContent, withSameContent } from '../annotate/withContent.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { TimeSlices } from './dataset/TimeSlices.ts';
import type { FoundMasks, LabelMasks, MaskFile, MaskReader, ScoreMasks } from './MaskReader.ts';
import { nameOf } from './MaskReader.ts';
import { acceptGiven, takeGiven } from './masks/takeGiven.ts';
import { matchMasks } from './masks/matchMasks.ts';
import type { MaskReading } from './masks/openMasks.ts';
import { openMasks } from './masks/openMasks.ts';
import { expectOutlines } from './masks/expectOutlines.ts';
import { expectKnownNames, unmetNames } from './masks/expectKnownNames.ts';
import { classesIn } from '../../shared/labels/classesIn.ts';
import { expectSize } from './masks/expectSize.ts';
import { NamedList } from './masks/NamedList.ts';
import { readTagsOf } from './masks/readTagsOf.ts';
import { takeTags } from './masks/takeTags.ts';
import { takeScores } from './masks/takeScores.ts';

export interface ImportRequest extends MaskReading {
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
 * One that cannot be taken is reported, and the others are; images that a person has decided about, or painted on where labels are to be accepted, or tagged where tags are, stay
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
  const { order, renames } = request;
  const { reader, masks, classes } = await openMasks(project, path, {
    ...{ slices, order, renames, ...readersOf(request) },
  });
  expectKnownNames({ order, renames }, classes);
  const as = request.as ?? (masks.gives === 'scores' ? 'scores' : 'review');
  expectWay(masks, as);
  const origin = request.origin ?? masks.root;
  const matches = matchMasks(project.images.all(), masks.files);
  const kept: string[] = [];
  const otherSize: string[] = [];
  const unreadable: string[] = [];
  const overlaps = new NamedList();
  const losses = new NamedList();
  for (const line of masks.losses ?? []) losses.add(line);
  const shown = new Map<number, number>();
  let images = 0;
  let done = 0;
  for (const { image, mask } of matches.pairs) {
    if (mayTake(project, image, as)) await takeOne(image, mask);
    else kept.push(image.path);
    onProgress?.(++done, matches.pairs.length);
    await slices.pause();
  }
  if (apply && as === 'ground-truth')
    project.transaction(() => {
      project.meta.set('groundTruth', masks.root);
      if (order === undefined && renames === undefined) project.meta.remove('groundTruthReading');
      else project.meta.set('groundTruthReading', readingOf({ order, renames }));
    });
  const now = project.classes.labelsNow();
  return {
    ...{ root: masks.root, reader: reader.title, as, done: apply, masks: masks.files.length, images },
    perClass: project.classes.all().flatMap(({ label, name }) => {
      const count = [...shown].reduce((sum, [written, n]) => (now.of(written) === label ? sum + n : sum), 0);
      return count > 0 ? [{ name, images: count }] : [];
    }),
    strangers: classes.names.strange,
    ...{ overlaps: overlaps.named, losses: losses.named },
    ...{ kept: named(kept), otherSize: named(otherSize), unreadable: named(unreadable) },
    unclear: named(
      matches.unclear.map(
        ({ mask, images }) =>
          `${nameOf(mask)}: ${images.map((image) => image.path).join(', ')}${images.length === 1 ? ' has another one already' : ''}`,
      ),
    ),
    imagesWithoutMask: named(matches.withoutMask.map((image) => image.path)),
    masksWithoutImage: named(matches.withoutImage.map(nameOf)),
    warnings: [...masks.warnings, ...unmetNames(request, classes)],
  };

  async function takeOne(image: ProjectImage, mask: MaskFile): Promise<void> {
    try {
      const labels = as === 'tags' ? await takeTagsOf(image, mask) : await takeLabelsOrMaps(image, mask);
      for (const label of labels) shown.set(label, (shown.get(label) ?? 0) + 1);
      images += 1;
      if (apply && as !== 'ground-truth') onImage?.(image.id);
    } catch (error) {
      if (!isFileFault(error)) throw error;
      (error.code === 'other-size' ? otherSize : unreadable).push(error.message);
    }
  }

  function takeLabelsOrMaps(image: ProjectImage, mask: MaskFile): Promise<number[]> {
    return masks.gives === 'scores' ? takeMaps(masks, image, mask) : takeMask(masks, image, mask);
  }

  async function takeMaps(source: ScoreMasks, image: ProjectImage, mask: MaskFile): Promise<number[]> {
    const scores = source.read(mask, image);
    const sized = await contentOf(image);
    if (apply) takeScores(project, sized, { ...scores, origin });
    return scores.labels;
  }

  async function takeTagsOf(image: ProjectImage, mask: MaskFile): Promise<number[]> {
    const { labels, losses: lost } = await readTagsOf(masks, mask, () => contentOf(image));
    losses.add(lost);
    if (apply) takeTags(project, image, labels);
    return labels;
  }

  async function takeMask(source: LabelMasks, image: ProjectImage, mask: MaskFile): Promise<number[]> {
    const sized = await contentOf(image);
    const read = source.read(mask, sized);
    const labels = read.data;
    expectSize(read, sized, nameOf(mask));
    if (as !== 'ground-truth') expectOutlines(read, nameOf(mask));
    overlaps.add(read.overlaps);
    losses.add(read.losses);
    if (apply && as === 'review') takeGiven(project, sized, { origin, labels });
    if (apply && as === 'accepted') acceptGiven(project, sized, { origin, labels }, author);
    return classesIn(labels);
  }

  /** Labels must not land on another photograph; whoever only looks, or keeps them beside the project, need not read each. */
  function contentOf(image: ProjectImage): Promise<SizedImage> {
    return apply && as !== 'ground-truth' && as !== 'tags'
      ? withSameContent(project, image)
      : withContent(project, image);
  }
}

function expectWay({ gives, root }: FoundMasks, as: ImportWay): void {
  if (as === 'tags' || (gives === 'scores') === (as === 'scores')) return;
  throw new AppError(
    'invalid-input',
    gives === 'scores'
      ? `${root} holds score maps. They become scores, and no labels: thresholds make labels of them.`
      : `${root} holds masks and no score maps. They become labels to review, accepted labels or ground truth.`,
  );
}

function mayTake(project: ProjectFile, { id, state, tagSource }: ProjectImage, as: ImportWay): boolean {
  if (as === 'ground-truth') return true;
  if (isDecided(state)) return false;
  if (as === 'tags') return tagSource !== 'person';
  return as !== 'accepted' || !project.strokes.any(id);
}

function readersOf({ readers }: Pick<ImportRequest, 'readers'>): Pick<ImportRequest, 'readers'> {
  return readers ? { readers } : {};
}

function readingOf({ order = 'later', renames = {} }: MaskReading): {
  order: 'later' | string[];
  renames: Record<string, string>;
} {
  return { order: order === 'later' ? order : [...order], renames: { ...renames } };
}

function named(all: readonly string[]): Named {
  return { count: all.length, some: all.slice(0, MOST_NAMED) };
}
