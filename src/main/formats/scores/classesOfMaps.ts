import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject, parseJson } from '../json/values.ts';

/** What an export of score maps writes beside its folder of maps. */
export const SCORES_RECORD = 'scores.json';

/**
 * Which classes the maps of a folder are of, in order, where an export has made it: its `scores.json` says so, in the folder or beside it.
 *
 * @param folder of .npy files
 */
export function classesOfMaps(folder: string): string[] | undefined {
  for (const place of [folder, dirname(folder)]) {
    const file = join(place, SCORES_RECORD);
    if (!existsSync(file)) continue;
    const record = parseJson(readFileSync(file));
    const classes = isObject(record) ? record['classes'] : undefined;
    if (Array.isArray(classes) && classes.every((name) => typeof name === 'string')) return classes;
  }
  return undefined;
}
