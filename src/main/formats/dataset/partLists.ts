import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PARTS } from '../../../shared/export/splitOptions.ts';
import { expectReadBack } from './expectReadBack.ts';
import type { Split } from './splitIds.ts';

/** Writes the ids of each part into PART.txt, one a line, no blank last line; none for testing where there are no such images. */
export async function writePartLists(folder: string, split: Split): Promise<void> {
  for (const part of PARTS)
    if (part !== 'test' || split.test.length > 0)
      await writeFile(join(folder, `${part}.txt`), split[part].join('\n'));
}

/** @throws AppError `export-mismatch` */
export async function checkPartLists(folder: string, split: Split): Promise<void> {
  for (const part of PARTS) {
    if (part === 'test' && split.test.length === 0) continue;
    const file = join(folder, `${part}.txt`);
    const ids = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
    expectReadBack(ids.length === split[part].length, file, 'the number of ids');
    expectReadBack(
      ids.every((id, index) => id === split[part][index]),
      file,
      'the ids',
    );
  }
}
