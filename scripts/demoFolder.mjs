import { existsSync, lstatSync, readdirSync } from 'node:fs';

/**
 * Where a demo goes: the folder that was named, which has to be new or empty, else the first of demo, demo-2, ... that is.
 * What lies there may be somebody's work, an earlier demo with corrections too, so nothing is ever deleted.
 *
 * @param {string | undefined} named
 * @returns {string}
 * @throws {Error} saying what to do, for a named folder that may not be used
 */
export function demoFolder(named) {
  if (!named) {
    for (let n = 1; ; n++) {
      const folder = n === 1 ? 'demo' : `demo-${n}`;
      if (isFree(folder)) return folder;
    }
  }
  if (isFree(named)) return named;
  throw new Error(
    `${named} is there already and not an empty folder; nothing in it was touched. ` +
      'Name a new folder with CAMWEAVE_DEMO_OUT, or none for the next free one.',
  );
}

/** @param {string} folder */
function isFree(folder) {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return true;
  return existsSync(folder) && lstatSync(folder).isDirectory() && readdirSync(folder).length === 0;
}
