import { createHash } from 'node:crypto';
import type { SplitOptions } from '../../../shared/export/splitOptions.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { findObjects } from '../../../shared/objects/findObjects.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { expectKnownIds } from './expectKnownIds.ts';
import { exportIds } from './exportIds.ts';
import type { ExportPhotograph } from './exportPhotograph.ts';
import { exportPhotograph } from './exportPhotograph.ts';
import { LargeOnes } from './LargeOnes.ts';
import type { Split } from './splitIds.ts';
import { splitIds } from './splitIds.ts';

/** An image on its way into a data set. */
export interface ExportImage {
  /** Its name in the data set: unique, without spaces and `#`. */
  id: string;
  /** Where the photograph lies in the project, for messages. */
  path: string;
  labelMap: IndexMask;
  /** Regions of the label map, as people have parted and joined them; found when it is called. */
  objects(): ImageObjects;
  photograph: ExportPhotograph;
  /** Notes something that the report should say, in a whole sentence. */
  warn(message: string): void;
}

/** What is known of every exported image, and has to be found again when the export is read back. */
export interface WrittenImage {
  id: string;
  width: number;
  height: number;
  /** sha256 of the label map's bytes. */
  maskHash: string;
  /** Labels that occur in the mask, background and void left out. */
  labels: number[];
  /** Whether the photograph was copied byte for byte. */
  copied: boolean;
}

/** All images that were written, in path order, and how they are parted. */
export interface WrittenImages<Expected extends object = object> {
  images: (WrittenImage & Expected)[];
  split: Split;
}

export interface WriteImagesOptions {
  split: SplitOptions;
  signal?: AbortSignal;
  /** Is waited for before the label map of each image is read. */
  refine: Refine;
  onProgress?: (done: number, total: number) => void;
}

export interface LeftOut {
  skipped: { path: string; message: string }[];
  warnings: string[];
}

const AT_ONCE = 4;

/**
 * Writes image after image, a few at once; one that fails is reported and left out.
 *
 * @param leftOut gets what is to be reported
 * @throws AppError `cancelled`, `invalid-input` for a list for validation that names none of the images; whatever else `write` throws that is no AppError
 */
export async function writeImages<Expected extends object>(
  project: ProjectFile,
  images: readonly ProjectImage[],
  write: (image: ExportImage) => Promise<Expected>,
  { split, signal, refine, onProgress }: WriteImagesOptions,
  leftOut: LeftOut,
): Promise<WrittenImages<Expected>> {
  const ids = exportIds(images.map(({ path }) => path));
  const strange = expectKnownIds(ids, split);
  if (strange !== undefined) leftOut.warnings.push(strange);
  const written: (WrittenImage & Expected)[] = [];
  const warnings: string[][] = images.map(() => []);
  const large = new LargeOnes();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < images.length; index = next++) {
      if (signal?.aborted) throw cancelled();
      const image = images[index]!;
      try {
        const { width, height } = image;
        const pixels = width === undefined || height === undefined ? undefined : width * height;
        written[index] = await large.run(pixels, async () => {
          await refine(image);
          // A threshold may have been moved since the export began.
          const now = project.images.get(image.id) ?? image;
          const given = await readImage(project, now, ids[index]!, warnings[index]!);
          return { ...describe(given), ...(await write(given)) };
        });
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        leftOut.skipped.push({ path: image.path, message: error.message });
      }
      onProgress?.(++done, images.length);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  try {
    await Promise.all(workers);
    if (signal?.aborted) throw cancelled();
  } finally {
    // Nobody may still write when the folder is removed.
    await Promise.allSettled(workers);
  }
  leftOut.warnings.push(...warnings.filter((_, index) => written[index]).flat());
  const present = written.filter((item) => item !== undefined);
  return {
    images: present,
    split: splitIds(
      present.map(({ id }) => id),
      split,
    ),
  };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled; nothing was exported.');
}

async function readImage(
  project: ProjectFile,
  image: ProjectImage,
  id: string,
  warnings: string[],
): Promise<ExportImage> {
  const labelMap = labelMapOf(project, image);
  if (!labelMap)
    throw new AppError('invalid-input', `${image.path} has no proposal yet. Run \`camweave propose\` again.`);
  const edits = project.objectEdits.standing(image.id);
  const photograph = await exportPhotograph(project, image, labelMap);
  return {
    ...{ id, path: image.path, labelMap, photograph },
    objects: () => findObjects(labelMap, edits),
    warn: (message) => warnings.push(message),
  };
}

function describe({
  id,
  labelMap: { width, height, data },
  photograph: { copied },
}: ExportImage): WrittenImage {
  const occurs = new Uint8Array(256);
  for (const label of data) occurs[label] = 1;
  return {
    ...{ id, width, height, copied },
    maskHash: createHash('sha256').update(data).digest('hex'),
    labels: [...occurs.keys()].filter((label) => occurs[label] && label !== BACKGROUND && label !== VOID),
  };
}
