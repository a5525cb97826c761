// Replaces one folder over and over, each time with files that say which time it is, until it is killed.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFolder } from '../../src/main/formats/dataset/replaceFolder.ts';

const out = process.argv[2]!;
const FILES = 12;
for (let time = Number(process.argv[3]); ; time++) {
  await replaceFolder(
    out,
    { replace: true, project: `${out}.camweave`, photographs: undefined },
    async (folder) => {
      await mkdir(join(folder, 'masks'));
      for (let n = 0; n < FILES; n++) await writeFile(join(folder, 'masks', `${n}.txt`), String(time));
    },
  );
  process.stdout.write(`${time}\n`);
}
