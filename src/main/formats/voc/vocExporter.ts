import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ImageState } from '../../../shared/images/imageState.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { replaceFolder } from '../dataset/replaceFolder.ts';
import { checkVoc } from './checkVoc.ts';
import { exportIds } from '../dataset/exportIds.ts';
import { formatLabelmap } from './labelmap.ts';
import type { Split } from '../dataset/splitIds.ts';
import { splitByList, splitByRatio } from '../dataset/splitIds.ts';
import type { WrittenImage } from './writeVocImage.ts';
import { writeVocImage } from './writeVocImage.ts';

export interface VocExportOptions {
  out: string;
  /** Which images to export. */
  states: readonly ImageState[];
  /** Share of the images for validation and the seed of the draw, or the validation ids themselves. */
  split: { valShare: number; seed: number } | { val: ReadonlySet<string> };
  /** Also write SegmentationObject, one index per connected region. */
  objects?: boolean;
  /** Also write the masks as grey PNG, into SegmentationClassIndex. */
  greyMasks?: boolean;
  /** Replace `out` where it is there already. */
  replace?: boolean;
  signal?: AbortSignal;
  onProgress?: (done: number, total: number) => void;
}

export interface VocExportReport {
  out: string;
  images: number;
  train: number;
  val: number;
  /** Photographs that were copied byte for byte, and those that had to become JPEGs. */
  copied: number;
  reencoded: number;
  /** Images in which each class occurs. */
  perClass: { name: string; images: number }[];
  /** Images that could not be exported. */
  skipped: { path: string; message: string }[];
  warnings: string[];
}

/** Where a data set lies inside the export folder. */
export const VOC_FOLDER = join('VOCdevkit', 'VOC2012');
const AT_ONCE = 4;

/**
 * Exports a project as a PASCAL VOC 2012 data set (DESIGN section 7): written to a temporary folder, read back
 * by the readers' rules, and only then put into place.
 *
 * @throws AppError `invalid-input` when there is nothing to export, `export-mismatch` when the data set does
 * not read back as it was meant, `disk-full`, `not-writable`, `cancelled`
 */
export async function exportVoc(project: ProjectFile, options: VocExportOptions): Promise<VocExportReport> {
  const images = project.images.all().filter(({ state }) => options.states.includes(state));
  if (images.length === 0) {
    throw new AppError(
      'invalid-input',
      `${project.path} has no images that are ${options.states.join(', ')}. Propose or accept some first.`,
    );
  }
  return replaceFolder(options.out, options.replace ?? false, async (temporary) => {
    const root = join(temporary, VOC_FOLDER);
    await makeFolders(root, options);
    const { written, skipped } = await writeImages(project, images, root, options);
    const split = splitOf(written, options);
    await writeLists(root, split);
    await writeFile(join(root, 'labelmap.txt'), formatLabelmap(project.classes.all()));
    await checkVoc(root, written, split);
    return report(project, options.out, written, skipped, split);
  });
}

async function makeFolders(root: string, { objects, greyMasks }: VocExportOptions): Promise<void> {
  const folders = [
    'JPEGImages',
    'SegmentationClass',
    'Annotations',
    'ImageSets/Segmentation',
    'ImageSets/Main',
  ];
  if (objects) folders.push('SegmentationObject');
  if (greyMasks) folders.push('SegmentationClassIndex');
  for (const folder of folders) await mkdir(join(root, folder), { recursive: true });
}

/** Writes image after image, a few at once; one that fails is reported and left out. */
async function writeImages(
  project: ProjectFile,
  images: readonly ProjectImage[],
  root: string,
  options: VocExportOptions,
): Promise<{ written: WrittenImage[]; skipped: VocExportReport['skipped'] }> {
  const ids = exportIds(images.map(({ path }) => path));
  const written: (WrittenImage | undefined)[] = [];
  const skipped: VocExportReport['skipped'] = [];
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < images.length; index = next++) {
      if (options.signal?.aborted) throw new AppError('cancelled', 'Cancelled; nothing was exported.');
      const image = images[index]!;
      try {
        written[index] = await writeVocImage(project, image, ids[index]!, root, options);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        skipped.push({ path: image.path, message: error.message });
      }
      options.onProgress?.(++done, images.length);
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  try {
    await Promise.all(workers);
  } finally {
    // Nobody may still write when the folder is removed.
    await Promise.allSettled(workers);
  }
  return { written: written.filter((item) => item !== undefined), skipped };
}

function splitOf(written: readonly WrittenImage[], { split }: VocExportOptions): Split {
  const ids = written.map(({ id }) => id);
  return 'val' in split ? splitByList(ids, split.val) : splitByRatio(ids, split.valShare, split.seed);
}

async function writeLists(root: string, { train, val }: Split): Promise<void> {
  const lists = { train, val, trainval: [...train, ...val].sort() };
  for (const set of ['Segmentation', 'Main']) {
    for (const [name, ids] of Object.entries(lists)) {
      await writeFile(join(root, 'ImageSets', set, `${name}.txt`), ids.join('\n'));
    }
  }
}

function report(
  project: ProjectFile,
  out: string,
  written: readonly WrittenImage[],
  skipped: VocExportReport['skipped'],
  split: Split,
): VocExportReport {
  const copied = written.filter((image) => image.copied).length;
  return {
    out,
    images: written.length,
    train: split.train.length,
    val: split.val.length,
    copied,
    reencoded: written.length - copied,
    perClass: project.classes.all().map(({ label, name }) => ({
      name,
      images: written.filter(({ labels }) => labels.includes(label)).length,
    })),
    skipped,
    warnings: written.flatMap(({ warnings }) => warnings),
  };
}
