import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isFolder } from '../dataset/isFolder.ts';
import { namesIn } from '../dataset/namesIn.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readAnnotations } from '../masks/readAnnotations.ts';
import type { MaskClasses, MaskFile, MaskReader } from '../MaskReader.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import { readYoloNames } from './readYoloNames.ts';
import { yoloShapes } from './yoloShapes.ts';

const TEXT = /\.txt$/i;
const YAML = /\.ya?ml$/i;
/** Of a data.yaml, in bytes. */
const LARGEST_DATA = 1e6;
/** The part of a path that stands where photographs have `images`. */
const LABELS = 'labels';
/** Lists of names as older tools write them, one a line. */
const NAME_LISTS = ['classes.txt', 'obj.names'];

/** YOLO's segmentation: data.yaml with names, and label files with polygons as shares of the image. */
export const yoloMaskReader: MaskReader = {
  id: 'yolo',
  title: 'YOLO',
  detect: (path) => (isFolder(path) ? dataIn(path) !== undefined || hasLabels(path) : isData(path)),
  async open(path, classes, slices) {
    const root = isFolder(path) ? path : dirname(path);
    const listed = await listMaskFiles(root, slices, TEXT);
    const isLabels = basename(root) === LABELS;
    const files = listed.files.filter(({ name, file }) => {
      const isInside = isLabels || name.split('/').slice(0, -1).includes(LABELS);
      return isInside && !NAME_LISTS.includes(basename(file));
    });
    const warnings = [...listed.warnings];
    const names = namesOf(isFolder(path) ? dataIn(path) : path, root, classes, warnings);
    const nameOf = (number: number): string => names.get(number) ?? `class ${number}`;
    const source = { root: path, files: files.map(beside), warnings };
    return shapeMasks(source, classes, (mask, { width = 0, height = 0 }, losses) => ({
      shapes: yoloShapes(readAnnotations(mask.file).toString('utf8'), nameOf, { width, height }, losses),
    }));
  },
};

/** A label file under the name of its photograph, which lies in `images` where it lies in `labels`. */
function beside({ name, file }: MaskFile): MaskFile {
  const parts = name.split('/');
  const at = parts.lastIndexOf(LABELS);
  return { file, name: at < 0 ? name : parts.with(at, 'images').join('/') };
}

function namesOf(
  data: string | undefined,
  root: string,
  { ordered }: MaskClasses,
  warnings: string[],
): ReadonlyMap<number, string> {
  const named = data && readYoloNames(readAnnotations(data).toString('utf8'), data);
  if (named) return named;
  const list = [root, dirname(root)]
    .flatMap((folder) => NAME_LISTS.map((name) => join(folder, name)))
    .find(existsSync);
  if (list !== undefined) {
    const lines = readAnnotations(list).toString('utf8').split('\n');
    return new Map(
      lines.map((line, number) => [number, line.trim()] as const).filter(([, name]) => name !== ''),
    );
  }
  warnings.push(
    `${root} has no data.yaml with names: class 0 is taken for the project's first class, and so on.`,
  );
  return new Map(ordered.map(({ name }, number) => [number, name]));
}

/** The data.yaml of a folder, whatever its name; that of a folder of labels lies beside it. */
function dataIn(folder: string): string | undefined {
  const folders = basename(folder) === LABELS ? [folder, dirname(folder)] : [folder];
  return folders
    .flatMap((item) =>
      namesIn(item)
        .filter((name) => YAML.test(name))
        .map((name) => join(item, name)),
    )
    .find(isData);
}

function isData(file: string): boolean {
  const found = YAML.test(file) ? statSync(file, { throwIfNoEntry: false }) : undefined;
  if (!found?.isFile() || found.size > LARGEST_DATA) return false;
  return /^names[ \t]*:/m.test(readAnnotations(file).toString('utf8'));
}

/** Whether a folder has label files where data sets of YOLO have them. */
function hasLabels(folder: string): boolean {
  const folders =
    basename(folder) === LABELS
      ? [folder]
      : [folder, ...subfolders(folder)].map((item) => join(item, LABELS));
  return folders.some((item) =>
    [item, ...subfolders(item)].some((each) => namesIn(each).some((name) => TEXT.test(name))),
  );
}

function subfolders(folder: string): string[] {
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter(isFolder);
}
