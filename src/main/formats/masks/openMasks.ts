import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { ClassNames } from '../dataset/ClassNames.ts';
import { TimeSlices } from '../dataset/TimeSlices.ts';
import type { FoundMasks, MaskClasses, MaskReader } from '../MaskReader.ts';
import { MASK_READERS } from '../maskReaders.ts';
import type { ClassOrder } from '../shapes/classOrder.ts';
import { heightsOf } from '../shapes/classOrder.ts';

/** Masks of a source, and what reads them. */
export interface OpenMasks {
  reader: MaskReader;
  masks: FoundMasks;
  classes: MaskClasses;
}

/** How a source is read where its own words do not say. */
export interface MaskReading {
  /** Where shapes overlap; where missing, later ones lie over earlier ones. */
  order?: ClassOrder | undefined;
  /** The project's names of classes that the source calls otherwise; `background` and `void` are names too. */
  renames?: Readonly<Record<string, string>> | undefined;
}

/**
 * Finds the masks of a source by the first reader that detects it.
 *
 * @param project whose classes they are read in; what order and renames say of others has no effect
 * @throws AppError `not-found` or `invalid-input` where there are none, `cancelled`
 */
export async function openMasks(
  project: ProjectFile,
  path: string,
  {
    slices = new TimeSlices(),
    readers = MASK_READERS,
    ...reading
  }: MaskReading & { slices?: TimeSlices; readers?: typeof MASK_READERS } = {},
): Promise<OpenMasks> {
  if (!existsSync(path))
    throw new AppError(
      'not-found',
      `${path} does not exist. Give a folder of masks or score maps, or a file of annotations.`,
    );
  const absolute = resolve(path);
  const reader = readers.find((item) => item.detect(absolute));
  if (!reader) {
    const known = readers.map(({ title }) => title).join(', ');
    throw new AppError(
      'invalid-input',
      `${path} is nothing that Camweave reads masks from (${known}). Archives are to be unpacked first.`,
    );
  }
  const classes = maskClasses(project, reading);
  const masks = await reader.open(absolute, classes, slices);
  if (masks.files.length > 0) return { reader, masks, classes };
  throw new AppError(
    'invalid-input',
    `${masks.root} holds no masks, shapes or score maps. Choose another folder or file.`,
  );
}

/** A source may still name classes that were deleted or merged since; of one name, the class that is there counts. */
function maskClasses(project: ProjectFile, { order = 'later', renames = {} }: MaskReading): MaskClasses {
  const written = project.classes.written().toReversed();
  const names = new ClassNames(
    written.map(({ name }) => name),
    renames,
  );
  const labelOf = new Map(written.map(({ name, label }) => [name, label]));
  return { names, labelOf, ordered: project.classes.all(), heights: heightsOf(order, names, labelOf) };
}
