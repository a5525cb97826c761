import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { ClassNames } from '../dataset/ClassNames.ts';
import { TimeSlices } from '../dataset/TimeSlices.ts';
import type { FoundMasks, MaskClasses, MaskReader } from '../MaskReader.ts';
import { MASK_READERS } from '../maskReaders.ts';

/** Masks of a source, and what reads them. */
export interface OpenMasks {
  reader: MaskReader;
  masks: FoundMasks;
  classes: MaskClasses;
}

/**
 * Finds the masks of a source by the first reader that detects it.
 *
 * @param project whose classes they are read in
 * @throws AppError `not-found` or `invalid-input` where there are none, `cancelled`
 */
export async function openMasks(
  project: ProjectFile,
  path: string,
  {
    slices = new TimeSlices(),
    readers = MASK_READERS,
  }: { slices?: TimeSlices; readers?: typeof MASK_READERS } = {},
): Promise<OpenMasks> {
  if (!existsSync(path))
    throw new AppError(
      'not-found',
      `${path} does not exist. Give a folder of masks or score maps, or a VOCdevkit.`,
    );
  const absolute = resolve(path);
  const reader = readers.find((item) => item.detect(absolute));
  if (!reader) {
    const known = readers.map(({ title }) => title).join(', ');
    throw new AppError('invalid-input', `${path} is nothing that Camweave reads masks from (${known}).`);
  }
  const classes = maskClasses(project);
  const masks = await reader.open(absolute, classes, slices);
  if (masks.files.length > 0) return { reader, masks, classes };
  throw new AppError(
    'invalid-input',
    `${masks.root} holds no masks (PNG) and no score maps (.npy). Choose another folder.`,
  );
}

/** A source may still name classes that were deleted or merged since; of one name, the class that is there counts. */
function maskClasses(project: ProjectFile): MaskClasses {
  const written = project.classes.written().toReversed();
  return {
    names: new ClassNames(written.map(({ name }) => name)),
    labelOf: new Map(written.map(({ name, label }) => [name, label])),
    ordered: project.classes.all(),
  };
}
