import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { counted } from '../../../shared/text/counted.ts';
import { readImageHeader } from '../../image/readImageHeader.ts';
import { expectReadBack } from './expectReadBack.ts';
import type { WrittenImage } from './WrittenImage.ts';

/**
 * Reads a photograph of a data set back: a JPEG without rotation, as large as its mask, of the very bytes that were written. Those that were left where they are
 * are not looked for.
 *
 * @throws AppError `export-mismatch`
 */
export async function checkPhotograph(
  file: string,
  { photograph, photographHash, width, height }: WrittenImage,
): Promise<void> {
  if (photograph === 'left') return;
  const bytes = await readFile(file);
  const header = readImageHeader(bytes, file);
  const isPlain = header.format === 'jpeg' && header.orientation === 1;
  expectReadBack(isPlain, file, 'the format (a JPEG without rotation)');
  expectReadBack(header.width === width && header.height === height, file, 'the size');
  expectReadBack(createHash('sha256').update(bytes).digest('hex') === photographHash, file, 'the content');
}

/** What was found right about the photographs, as the report says it. */
export function photographsChecked(images: readonly WrittenImage[]): string[] {
  const there = images.filter(({ photograph }) => photograph !== 'left').length;
  return there === 0 ? [] : [`${counted(there, 'photograph')} read, sizes and bytes compared`];
}
