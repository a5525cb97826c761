import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { RECORD } from '../dataset/recordName.ts';
import { sniffJson } from '../json/sniffJson.ts';
import type { JsonObject } from '../json/values.ts';
import { isObject, parseJson } from '../json/values.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readAnnotations } from '../masks/readAnnotations.ts';
import type { MaskReader } from '../MaskReader.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import { labelmeShapes } from './labelmeShapes.ts';

const JSON_FILE = /\.json$/i;

/** labelme: a JSON for each image, beside it or apart; one of them, or a folder. */
export const labelmeMaskReader: MaskReader = {
  id: 'labelme',
  title: 'labelme',
  detect: (path) => sniffJson(isFolder(path) ? (firstIn(path) ?? path) : path) === 'labelme',
  async open(path, classes, slices) {
    const { files, warnings } = isFolder(path)
      ? await listMaskFiles(path, slices, JSON_FILE)
      : { files: [{ name: basename(path).replace(JSON_FILE, ''), file: path }], warnings: [] };
    return shapeMasks({ root: path, files, warnings }, classes, ({ file }, _, losses) =>
      labelmeShapes(documentIn(file), file, losses),
    );
  },
};

/** The first JSON of a folder, or of the first of its folders that has one. */
function firstIn(folder: string, depth = 0): string | undefined {
  const entries = entriesOf(folder);
  const own = entries.find(({ name, isFile }) => isFile && isAnnotations(name));
  if (own) return join(folder, own.name);
  if (depth > 1) return undefined;
  for (const { name } of entries.filter(({ isFile, name }) => !isFile && !name.startsWith('.'))) {
    const found = firstIn(join(folder, name), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a name may be that of a file of labelme: an export has other JSON beside them. */
function isAnnotations(name: string): boolean {
  return JSON_FILE.test(name) && name !== RECORD && !name.startsWith('.');
}

function entriesOf(folder: string): { name: string; isFile: boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => ({ name: entry.name, isFile: entry.isFile() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return [];
  }
}

/** @throws AppError `not-found`, `invalid-input` naming the file */
function documentIn(file: string): JsonObject {
  const document = parseJson(readAnnotations(file));
  if (isObject(document) && Array.isArray(document['shapes'])) return document;
  const what = document === undefined ? 'no readable JSON' : 'no file of labelme: it has no shapes';
  throw new AppError(
    'invalid-input',
    `${file} is ${what}. Write it anew, or take it out of ${dirname(file)}.`,
  );
}
