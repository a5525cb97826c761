import { isClass, VOID } from '../../../shared/labels/labelCodes.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { counted } from '../../../shared/text/counted.ts';
import type { SizedImage } from '../../annotate/withContent.ts';
import { expectSize } from '../masks/expectSize.ts';
import { labelOfName } from '../masks/labelOfName.ts';
import type { LabelMasks, MaskClasses, MaskFile, ReadMask, ReadTags } from '../MaskReader.ts';
import { nameOf } from '../MaskReader.ts';
import type { Composed } from './composeShapes.ts';
import { composeShapes } from './composeShapes.ts';
import { Losses } from './Losses.ts';
import type { ImageShapes } from './Shape.ts';

/** Of the pairs of classes that overlap in an image, so many are named. */
const MOST_PAIRS = 3;

/**
 * Label maps of a source that has shapes.
 *
 * @param source where it is, and what is in it
 * @param shapesOf reads the shapes of one image; throws AppError naming the file
 */
export function shapeMasks(
  source: Omit<LabelMasks, 'gives' | 'read' | 'tags'>,
  classes: MaskClasses,
  shapesOf: (file: MaskFile, image: ProjectImage, losses: Losses) => ImageShapes,
): LabelMasks {
  return {
    ...source,
    gives: 'labels',
    read: (mask, image) => readMask(mask, image, shapesOf, classes),
    tags: (mask, image) => readTags(mask, image, shapesOf, classes),
  };
}

function readMask(
  mask: MaskFile,
  image: SizedImage,
  shapesOf: Parameters<typeof shapeMasks>[2],
  classes: MaskClasses,
): ReadMask {
  const name = nameOf(mask);
  const losses = new Losses();
  const { shapes, size } = shapesOf(mask, image, losses);
  if (size) expectSize(size, image, name);
  const labelOf = (className: string): number => labelOfName(classes, className, name);
  const composed = composeShapes(shapes, image, { labelOf, heights: classes.heights, losses }, name);
  const { width, height, data } = composed;
  return {
    ...{ width, height, data },
    overlaps: overlapWords(composed, name, classes),
    losses: lossWords(losses, name),
  };
}

function readTags(
  mask: MaskFile,
  image: ProjectImage,
  shapesOf: Parameters<typeof shapeMasks>[2],
  classes: MaskClasses,
): ReadTags {
  const losses = new Losses();
  const { shapes } = shapesOf(mask, image, losses);
  const labels = new Set(shapes.map(({ className }) => labelOfName(classes, className, nameOf(mask))));
  return {
    labels: [...labels].filter(isClass).sort((a, b) => a - b),
    losses: lossWords(losses, nameOf(mask)),
  };
}

function lossWords({ words }: Losses, name: string): string | undefined {
  return words === undefined ? undefined : `${name}: ${words}`;
}

function overlapWords(
  { overlapping, pairs }: Composed,
  name: string,
  { labelOf }: MaskClasses,
): string | undefined {
  if (overlapping === 0) return undefined;
  const names = new Map([...labelOf].map(([className, label]) => [label, className]));
  const called = (label: number): string => (label === VOID ? 'void' : (names.get(label) ?? 'background'));
  const said = pairs
    .slice(0, MOST_PAIRS)
    .map(({ over, under, pixels }) => `${called(over)} over ${called(under)} ${pixels}`);
  const more = pairs.length > MOST_PAIRS ? [`and ${pairs.length - MOST_PAIRS} more`] : [];
  return `${name}: ${counted(overlapping, 'pixel')} (${[...said, ...more].join(', ')})`;
}
