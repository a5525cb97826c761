import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../dataset/namesIn.ts';

/**
 * The folder that holds JPEGImages: the given one, or VOC20xx inside it or inside its VOCdevkit.
 *
 * @param part another folder than JPEGImages that it has to hold
 */
export function findVocRoot(path: string, part = 'JPEGImages'): string | undefined {
  for (const folder of [path, join(path, 'VOCdevkit')]) {
    if (existsSync(join(folder, part))) return folder;
    if (!existsSync(folder)) continue;
    const year = namesIn(folder).find(
      (name) => /^VOC\d{4}$/.test(name) && existsSync(join(folder, name, part)),
    );
    if (year !== undefined) return join(folder, year);
  }
  return undefined;
}
