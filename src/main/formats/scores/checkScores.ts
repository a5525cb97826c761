import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counted } from '../../../shared/text/counted.ts';
import { checkPhotograph, photographsChecked } from '../dataset/checkPhotograph.ts';
import { expectReadBack } from '../dataset/expectReadBack.ts';
import { checkPartLists } from '../dataset/partLists.ts';
import { readListed } from '../dataset/readListed.ts';
import type { WrittenImages } from '../dataset/WrittenImage.ts';
import type { ExportClass } from '../dataset/ExportClass.ts';
import type { ScoresImage } from './ScoresImage.ts';
import type { ScoresOptions } from './scoresOptions.ts';

/**
 * Reads headers and values of all maps back, piece by piece, and what scores.json says.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkScores(
  folder: string,
  { images, split }: WrittenImages<ScoresImage>,
  options: ScoresOptions,
  classes: readonly ExportClass[],
  next: () => Promise<void>,
): Promise<string[]> {
  await checkPartLists(folder, split);
  const list = join(folder, 'scores.json');
  let at = 0;
  await readListed(list, {
    head: ({ classes: names }) => {
      const isSame = Array.isArray(names) && classes.every(({ name }, i) => names[i] === name);
      expectReadBack(isSame && names.length === classes.length, list, 'the class names');
    },
    item: (_, item) => {
      expectReadBack((item as { id?: string }).id === images[at++]?.id, list, 'the images');
    },
  });
  expectReadBack(at === images.length, list, 'the number of images');
  const place = join(folder, 'scores');
  const found = await readdir(place);
  expectReadBack(found.length === images.length, place, 'the number of files');
  for (const image of images) {
    await next();
    await checkPhotograph(join(folder, 'images', `${image.id}.jpg`), image);
    await checkArray(join(place, `${image.id}.npy`), image, [classes.length, ...image.shape], options);
  }
  return [
    `${counted(images.length, 'array')} of scores read, headers and values compared`,
    ...photographsChecked(images),
  ];
}

async function checkArray(
  file: string,
  { scoresHash }: ScoresImage,
  shape: readonly number[],
  { precision }: ScoresOptions,
): Promise<void> {
  const hash = createHash('sha256');
  let header: Buffer | undefined;
  let bytes = 0;
  for await (const piece of createReadStream(file) as AsyncIterable<Buffer>) {
    let rest = piece;
    if (!header) {
      // The whole header is in the first piece: it has some hundred bytes.
      const end = 10 + piece.readUInt16LE(8);
      header = piece.subarray(0, end);
      rest = piece.subarray(end);
    }
    hash.update(rest);
    bytes += rest.length;
  }
  const text = header?.toString('latin1', 10) ?? '';
  const isNumpy = header?.toString('latin1', 1, 6) === 'NUMPY' && header.length % 64 === 0;
  expectReadBack(isNumpy && text.includes("'fortran_order': False"), file, 'the header');
  const [type, size] = precision === 'float16' ? ['<f2', 2] : ['<f4', 4];
  expectReadBack(text.includes(`'descr': '${type}'`), file, 'the type of numbers');
  expectReadBack(text.includes(`'shape': (${shape.join(', ')})`), file, 'the shape');
  const isWhole = bytes === shape.reduce((product, edge) => product * edge, size as number);
  expectReadBack(isWhole && hash.digest('hex') === scoresHash, file, 'the values');
}
