import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { isFolder } from '../dataset/isFolder.ts';
import { namesIn } from '../dataset/namesIn.ts';
import { RECORD } from '../dataset/recordName.ts';
import { sniffJson } from '../json/sniffJson.ts';

const INSTANCES = /^instances.*\.json$/i;
const JSON_FILE = /\.json$/i;
const ANNOTATIONS = 'annotations';

/** A data set of COCO, and the files that list its images. */
export interface CocoLists {
  /** The folder that has `annotations`, else the one that the files lie in. */
  root: string;
  /** Absolute. */
  files: string[];
}

/**
 * The lists of images of a data set: `instances_*.json` of a folder or of `annotations` in it, or a file itself. Undefined where there are none.
 *
 * @param path absolute
 */
export function findCocoLists(path: string): CocoLists | undefined {
  if (!isFolder(path)) {
    if (!JSON_FILE.test(path) || sniffJson(path) !== 'coco') return undefined;
    const folder = dirname(path);
    return { root: basename(folder) === ANNOTATIONS ? dirname(folder) : folder, files: [path] };
  }
  const own = basename(path) === ANNOTATIONS ? dirname(path) : path;
  for (const folder of new Set([join(own, ANNOTATIONS), path])) {
    const files = namesIn(folder)
      .filter((name) => INSTANCES.test(name) && name !== RECORD)
      .map((name) => join(folder, name))
      .filter((file) => sniffJson(file) === 'coco');
    if (files.length > 0) return { root: own, files };
  }
  return undefined;
}

/** What a list is called: `val2017` of `instances_val2017.json`. */
export function listName(file: string): string {
  return basename(file)
    .replace(JSON_FILE, '')
    .replace(/^instances_?/i, '');
}

/**
 * The files of one list.
 *
 * @throws AppError `not-found`, naming the lists that there are
 */
export function filesOfList({ root, files }: CocoLists, list: string): string[] {
  const found = files.filter((file) => listName(file) === listName(list));
  if (found.length > 0) return found;
  const known = files.map((file) => listName(file)).join(', ');
  throw new AppError(
    'not-found',
    `${root} has no list "${list}" (annotations/instances_${list}.json). It has ${known}.`,
  );
}
