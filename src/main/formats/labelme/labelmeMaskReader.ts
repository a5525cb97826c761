import { readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { stemOf } from '../dataset/stemOf.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { RECORD } from '../dataset/recordName.ts';
import { sniffJson } from '../json/sniffJson.ts';
import type { JsonObject } from '../json/values.ts';
import { isObject, parseJson } from '../json/values.ts';
import { listMaskFiles } from '../masks/listMaskFiles.ts';
import { readAnnotations } from '../masks/readAnnotations.ts';
import type { MaskFile, MaskReader } from '../MaskReader.ts';
import { shapeMasks } from '../shapes/shapeMasks.ts';
import { labelmeShapes } from './labelmeShapes.ts';

const JSON_FILE = /\.json$/i;

/** labelme: a JSON for each image, beside it or apart; one of them, or a folder. It is of the image of its name, else of the one that it names itself. */
export const labelmeMaskReader: MaskReader = {
  id: 'labelme',
  title: 'labelme',
  detect: (path) => sniffJson(isFolder(path) ? (firstIn(path) ?? path) : path) === 'labelme',
  async open(path, classes, slices) {
    const { files, warnings } = isFolder(path)
      ? await listMaskFiles(path, slices, JSON_FILE)
      : { files: [{ name: basename(path).replace(JSON_FILE, ''), file: path }], warnings: [] };
    return shapeMasks(
      { root: path, files: files.map(withAlias), warnings },
      classes,
      ({ file }, image, losses) => {
        const document = documentIn(file);
        const own = imageNamedIn(document);
        if (own !== undefined && own !== stemOf(file) && own !== stemOf(image.path))
          losses.add(`names of another image, "${own}", where the file is called as ${image.path} is`);
        return labelmeShapes(document, file, losses);
      },
    );
  },
};

/** The file is opened for its other name only where no image has its own. */
function withAlias({ name, file }: MaskFile): MaskFile {
  return {
    ...{ name, file },
    get alias() {
      try {
        return imageNamedIn(documentIn(file));
      } catch (error) {
        // It is told with those that belong to no image.
        if (!(error instanceof AppError)) throw error;
        return undefined;
      }
    },
  };
}

/** The name, without folder and ending, of the image that a file says it is of. */
function imageNamedIn({ imagePath }: JsonObject): string | undefined {
  if (typeof imagePath !== 'string' || imagePath === '') return undefined;
  return stemOf(imagePath.replaceAll('\\', '/'));
}

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
