import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommonOptions } from '../../../shared/export/commonOptions.ts';
import type { SplitOptions } from '../../../shared/export/splitOptions.ts';
import { counted } from '../../../shared/text/counted.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { BACKGROUND, isClass, VOID } from '../../../shared/labels/labelCodes.ts';
import type { Layer } from '../../../shared/labels/Layer.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import type { IndexMask } from '../../image/mask/readIndexMask.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { ImageObjects } from '../../../shared/objects/findObjects.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { expectKnownIds } from './expectKnownIds.ts';
import type { ExportClasses } from './exportClasses.ts';
import { exportIds } from './exportIds.ts';
import type { ExportPhotograph } from './exportPhotograph.ts';
import { exportPhotograph } from './exportPhotograph.ts';
import type { ExportScores } from './exportScores.ts';
import { exportScores } from './exportScores.ts';
import { labelsForExport } from './labelsForExport.ts';
import { LargeOnes } from './LargeOnes.ts';
import type { Placed } from './placePhotograph.ts';
import { placePhotograph } from './placePhotograph.ts';
import { encodeProvenance, PROVENANCE_FOLDER, provenancePlane } from './provenancePlane.ts';
import { recordImage } from './recordImage.ts';
import type { Spool } from './Spool.ts';
import { splitIds } from './splitIds.ts';
import type { WrittenImage, WrittenImages } from './WrittenImage.ts';

/** An image on its way into a data set. */
export interface ExportImage {
  /** Its name in the data set: unique, without spaces and `#`. */
  id: string;
  /** Its number in the project, which never changes. */
  imageId: number;
  /** Where the photograph lies in the project, for messages. */
  path: string;
  /** What the data set calls the photograph: `ID.jpg`, or its path in the project where it is left where it is. */
  fileName: string;
  /** In labels of the data set. */
  labelMap: IndexMask;
  /** Regions of the label map, as people have parted and joined them; found when it is called first. */
  objects(): ImageObjects;
  /** Score maps in labels of the data set; undefined where the image has none. */
  scores(): ExportScores | undefined;
  /** Puts the photograph to a path, unless it is left where it is; called once. */
  putPhotograph(file: string): Promise<void>;
  /** Notes something that the report should say, in a whole sentence. */
  warn(message: string): void;
}

export interface WriteImagesOptions {
  split: SplitOptions;
  signal?: AbortSignal;
  /** Is waited for before the label map of each image is read. */
  refine: Refine;
  onProgress?: (done: number, total: number) => void;
}

/** Where images go, and as what. */
export interface WritingPlace {
  folder: string;
  classes: ExportClasses;
  common: CommonOptions;
  /** Gets what the record says of each image. */
  records: Spool;
}

export interface LeftOut {
  skipped: { path: string; message: string }[];
  warnings: string[];
}

const AT_ONCE = 4;

/** By label, itself; background for void. */
const WITHOUT_VOID = Uint8Array.from({ length: 256 }, (_, label) => (label === VOID ? BACKGROUND : label));

/**
 * Writes image after image, a few at once; one that fails is reported and left out.
 *
 * @param leftOut gets what is to be reported
 * @throws AppError `cancelled`, `invalid-input` for a list that names none of the images; whatever else `write` throws that is no AppError
 */
export async function writeImages<Expected extends object>(
  project: ProjectFile,
  all: readonly ProjectImage[],
  write: (image: ExportImage) => Promise<Expected>,
  place: WritingPlace,
  { split, signal, refine, onProgress }: WriteImagesOptions,
  leftOut: LeftOut,
): Promise<WrittenImages<Expected>> {
  const named = namedImages(all, split, leftOut);
  const written: (WrittenImage & Expected)[] = [];
  const warnings: string[][] = named.map(() => []);
  const unlinked: string[] = [];
  const large = new LargeOnes();
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < named.length; index = next++) {
      if (signal?.aborted) throw cancelled();
      const { image, id } = named[index]!;
      try {
        const { width, height } = image;
        const pixels = width === undefined || height === undefined ? undefined : width * height;
        written[index] = await large.run(pixels, async () => {
          await refine(image);
          // A threshold may have been moved since the export began.
          const now = project.images.get(image.id) ?? image;
          return writeImage(project, now, { id, write, place, warnings: warnings[index]!, unlinked });
        });
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'cancelled') throw error;
        leftOut.skipped.push({ path: image.path, message: error.message });
      }
      onProgress?.(++done, named.length);
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
  if (unlinked.length > 0)
    leftOut.warnings.push(
      `${counted(unlinked.length, 'photograph')} could not be linked, so copied: ${unlinked[0]!}.`,
    );
  const images = written.filter((item) => item !== undefined);
  return { images, split: splitIds(images, split) };
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled; nothing was exported.');
}

/** Images with their ids, those left out that are in none of the lists where there is one for training. */
function namedImages(
  images: readonly ProjectImage[],
  split: SplitOptions,
  leftOut: LeftOut,
): { image: ProjectImage; id: string }[] {
  const ids = exportIds(images.map(({ path }) => path));
  leftOut.warnings.push(...expectKnownIds(ids, split));
  const named = images.map((image, index) => ({ image, id: ids[index]! }));
  if (!('val' in split) || !split.train) return named;
  const listed = new Set([...split.train, ...split.val, ...(split.test ?? [])]);
  const kept = named.filter(({ id }) => listed.has(id));
  const others = named.length - kept.length;
  if (others > 0)
    leftOut.warnings.push(`Left out, because they are in none of the lists: ${counted(others, 'image')}.`);
  return kept;
}

async function writeImage<Expected extends object>(
  project: ProjectFile,
  image: ProjectImage,
  {
    id,
    write,
    place: { folder, classes, common, records },
    warnings,
    unlinked,
  }: {
    id: string;
    write: (image: ExportImage) => Promise<Expected>;
    place: WritingPlace;
    warnings: string[];
    unlinked: string[];
  },
): Promise<WrittenImage & Expected> {
  const ownMap = labelMapOf(project, image);
  if (!ownMap)
    throw new AppError('invalid-input', `${image.path} has no proposal yet. Run \`camweave propose\` again.`);
  const edits = project.objectEdits.standing(image.id);
  const source = await exportPhotograph(project, image, ownMap);
  const { labelMap, objects } = labelsForExport(ownMap, edits, classes, common.smallestArea);
  let photograph: Placed = 'left';
  const fileName = common.photographs === 'leave' ? image.path : `${id}.jpg`;
  const expected = await write({
    ...{ id, imageId: image.id, path: image.path, fileName, labelMap, objects },
    scores: () => exportScores(project, image, classes),
    warn: (message) => warnings.push(message),
    putPhotograph: async (file) => {
      const { placed, why } = await placePhotograph(source, file, common.photographs);
      photograph = placed;
      if (why !== undefined) unlinked.push(`${image.path}, because ${why}`);
    },
  });
  let provenanceHash: string | undefined;
  if (common.provenance) {
    const plane = { ...labelMap, data: provenancePlane(project, image.id, labelMap) };
    await writeFile(join(folder, PROVENANCE_FOLDER, `${id}.png`), encodeProvenance(plane));
    provenanceHash = hashOf(plane.data);
  }
  const known = {
    ...{ id, imageId: image.id, fileName, provenanceHash, photograph },
    ...describe(labelMap, source),
    record: { at: 0, bytes: 0 },
  };
  known.record = records.add(JSON.stringify(recordImage(project, image, known, common.authors)));
  return { ...known, ...expected };
}

function describe(
  { width, height, data }: Layer,
  { hash }: ExportPhotograph,
): Pick<
  WrittenImage,
  'width' | 'height' | 'maskHash' | 'plainHash' | 'voidPixels' | 'labels' | 'photographHash'
> {
  const areas = new Uint32Array(256);
  for (let i = 0; i < data.length; i++) areas[data[i]!]! += 1;
  const maskHash = hashOf(data);
  const voidPixels = areas[VOID]!;
  return {
    ...{ width, height, maskHash, voidPixels, photographHash: hash },
    plainHash: voidPixels === 0 ? maskHash : hashOf(throughTable(data, WITHOUT_VOID)),
    labels: [...areas.keys()].filter((label) => areas[label]! > 0 && isClass(label)),
  };
}

function hashOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
