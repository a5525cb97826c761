import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds JPEGImages: the given one, or VOC20xx inside it or inside its VOCdevkit. */
export function findVocRoot(path: string): string | undefined {
  for (const folder of [path, join(path, 'VOCdevkit')]) {
    if (existsSync(join(folder, 'JPEGImages'))) return folder;
    if (!existsSync(folder)) continue;
    const year = readdirSync(folder).find(
      (name) => /^VOC\d{4}$/.test(name) && existsSync(join(folder, name, 'JPEGImages')),
    );
    if (year !== undefined) return join(folder, year);
  }
  return undefined;
}
