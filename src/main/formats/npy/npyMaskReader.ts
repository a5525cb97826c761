import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { counted } from '../../../shared/text/counted.ts';
import { isFolder } from '../dataset/isFolder.ts';
import type { GivenScores, MaskClasses, MaskReader } from '../MaskReader.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readMaskFile } from '../masks/readMaskFile.ts';
import { classesOfMaps, SCORES_RECORD } from '../scores/classesOfMaps.ts';
import { namedMaps } from './namedMaps.ts';
import { readNpy } from './readNpy.ts';
import { squareMaps } from './squareMaps.ts';

const NPY = /\.npy$/i;
/** Score maps of one image that are kept, those with the greatest scores: as many as are drawn. */
const MOST_MAPS = 32;
/** Of a score that is more than 1 because of how it was computed. */
const SLACK = 0.01;

/** Where an export has its maps. */
const EXPORTED = 'scores';

/** A folder of .npy score maps, one file an image: arrays, and the dictionaries that weakly-supervised pipelines write. Or what an export of them has made. */
export const npyMaskReader: MaskReader = {
  id: 'npy',
  title: 'score maps (.npy)',
  detect: (path) => isFolder(path) && holdsNpy(folderOfMaps(path)),
  async open(path, classes, slices) {
    const root = folderOfMaps(path);
    const { files, warnings } = await listMaskFiles(root, slices, NPY);
    const source: Source = { classes, names: classesOfMaps(root), warnings, isGuessTold: false };
    return {
      gives: 'scores',
      ...{ root, files, warnings },
      read: ({ file }, image) => readScores(file, image, source),
    };
  },
};

/** What all files of a folder are read by. */
interface Source {
  classes: MaskClasses;
  /** What the maps are of, in order, where the folder says it. */
  names: readonly string[] | undefined;
  warnings: string[];
  /** Whether it was told by which rule classes are found that nobody has named. */
  isGuessTold: boolean;
}

function folderOfMaps(path: string): string {
  const inside = join(path, EXPORTED);
  return existsSync(join(path, SCORES_RECORD)) && isFolder(inside) ? inside : path;
}

function holdsNpy(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => NPY.test(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}

/** @throws AppError `not-found`, `invalid-input`, `image-unreadable`, naming the file */
function readScores(file: string, image: ProjectImage, source: Source): GivenScores {
  const { classes, names } = source;
  const { maps, keys } = namedMaps(readNpy(readMaskFile(file), file), file);
  const labels = keys
    ? keys.map((key) => labelOfKey(key, file, classes))
    : names
      ? labelsOfNames(names, maps.count, file, classes)
      : labelsInOrder(maps.count, image, file, source);
  const { grid, values } = squareMaps(maps);
  const area = grid * grid;
  const all = labels.flatMap((label, index) => {
    if (label === undefined) return [];
    const own = values.subarray(index * area, (index + 1) * area);
    return [{ label, values: own, most: within(own, file) }];
  });
  // A map that says nothing of a class that nobody has named is none.
  const isNamed = keys !== undefined || (!names && labels.length === image.tags?.length);
  const said = all.filter(({ most }) => isNamed || most > 0);
  const kept = said.toSorted((a, b) => b.most - a.most).slice(0, MOST_MAPS);
  kept.sort((a, b) => a.label - b.label);
  const result = new Float16Array(kept.length * area);
  kept.forEach(({ values: own }, index) => result.set(own, index * area));
  return { labels: kept.map(({ label }) => label), isNamed, grid, values: result };
}

function labelOfKey(key: string | number, file: string, classes: MaskClasses): number | undefined {
  if (typeof key === 'number') {
    const { label } = classes.ordered[key] ?? {};
    if (label === undefined) classes.names.resolve(`class ${key}`, file);
    return label;
  }
  const name = classes.names.resolve(key, file);
  return name === undefined ? undefined : classes.labelOf.get(name);
}

function labelsOfNames(
  names: readonly string[],
  count: number,
  file: string,
  classes: MaskClasses,
): (number | undefined)[] {
  if (names.length === count) return names.map((name) => labelOfKey(name, file, classes));
  throw new AppError(
    'invalid-input',
    `${file} has ${counted(count, 'map')}, and ${SCORES_RECORD} names ${counted(names.length, 'class', 'classes')}. Export them anew, or take ${SCORES_RECORD} away.`,
  );
}

/**
 * What maps without names are of: the image's tags in the order of the classes where there are as many, else all classes, else background and all
 * classes; of all, those that a tagged image has no tag of are left out.
 */
function labelsInOrder(
  count: number,
  { tags, tagSource, path }: ProjectImage,
  file: string,
  source: Source,
): (number | undefined)[] {
  const { ordered } = source.classes;
  const known = tagSource === 'classifier' ? undefined : tags;
  const all = ordered.map(({ label }) => label);
  if (known?.length === count) {
    if (!source.isGuessTold)
      source.warnings.push(
        `${file} and others do not say what their maps are of: where there are as many as an image has tags, they are taken for those, in the order of the project's classes.`,
      );
    source.isGuessTold = true;
    return all.filter((label) => known.includes(label));
  }
  if (count !== all.length && count !== all.length + 1)
    throw new AppError(
      'invalid-input',
      `${file} has ${counted(count, 'map')}: neither as many as ${path} has tags (${known?.length ?? 'unknown'}), nor as the project has classes (${all.length}).`,
    );
  const wanted = all.map((label) => (known && !known.includes(label) ? undefined : label));
  return count === all.length ? wanted : [undefined, ...wanted];
}

/** Brings a map's scores into [0, 1], in place: what is negative is 0, and where they go beyond 1 they are shares of their maximum. Returns what is the greatest then. */
function within(map: Float32Array, file: string): number {
  let most = 0;
  for (const value of map) {
    if (!Number.isFinite(value))
      throw new AppError('invalid-input', `${file} has scores that are no finite numbers.`);
    if (value > most) most = value;
  }
  const scale = most > 1 + SLACK ? 1 / most : 1;
  for (let i = 0; i < map.length; i++) map[i] = Math.min(1, Math.max(0, map[i]! * scale));
  return Math.min(1, most * scale);
}
