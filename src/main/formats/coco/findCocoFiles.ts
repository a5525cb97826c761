import { join } from 'node:path';
import { isFolder } from '../dataset/isFolder.ts';
import { namesIn } from '../dataset/namesIn.ts';
import { RECORD } from '../dataset/recordName.ts';
import { sniffJson } from '../json/sniffJson.ts';

/** Files of annotations in a source, and those beside them that are left out. */
export interface CocoFiles {
  files: string[];
  left: string[];
}

const JSON_FILE = /\.json$/i;
/** Where there are several kinds, the first of these that there is is read: each has all the images of the others. */
const KINDS = [/^instances/i, /^panoptic/i, /^(?!captions|person_keypoints|image_info)/i] as const;

/**
 * The files of a file itself, of a folder with `annotations`, or of a folder with such files in it; undefined where it has none.
 *
 * @param path absolute
 */
export function findCocoFiles(path: string): CocoFiles | undefined {
  if (!isFolder(path))
    return JSON_FILE.test(path) && sniffJson(path) === 'coco' ? { files: [path], left: [] } : undefined;
  for (const folder of [join(path, 'annotations'), path]) {
    const names = jsonsIn(folder);
    // One file of another kind tells a folder in which each image has its own.
    if (names.length === 0 || sniffJson(join(folder, names[0]!)) === 'labelme') continue;
    const all = names.filter((name) => sniffJson(join(folder, name)) === 'coco');
    const kind = KINDS.find((item) => all.some((name) => item.test(name)));
    if (!kind) continue;
    const [files, left] = [all.filter((name) => kind.test(name)), all.filter((name) => !kind.test(name))];
    return { files: files.map((name) => join(folder, name)), left: left.map((name) => join(folder, name)) };
  }
  return undefined;
}

function jsonsIn(folder: string): string[] {
  return namesIn(folder).filter((name) => JSON_FILE.test(name) && name !== RECORD);
}
