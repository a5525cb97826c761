import { AppError } from '../../../shared/errors/AppError.ts';
import type { NumpyArray } from './NumpyArray.ts';
import { readValues } from './NumpyArray.ts';
import type { Pickled } from './readPickle.ts';
import { readPickle } from './readPickle.ts';

const MAGIC = '\x93NUMPY';

/**
 * Reads a .npy file (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): an array of numbers, or the one object that it holds.
 *
 * @param file named in the error
 * @throws AppError `invalid-input` for what is no such file, or holds something else
 */
export function readNpy(bytes: Uint8Array, file: string): NumpyArray | Pickled {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length < 12 || buffer.toString('latin1', 0, 6) !== MAGIC)
    throw new AppError('invalid-input', `${file} is no .npy file, whatever its name says.`);
  const isLong = buffer[6]! > 1;
  const start = isLong ? 12 : 10;
  const end = start + (isLong ? buffer.readUInt32LE(8) : buffer.readUInt16LE(8));
  const header = buffer.toString('latin1', start, end);
  const type = /'descr':\s*'([^']+)'/.exec(header)?.[1];
  const shape = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  if (type === undefined || shape === undefined || end > buffer.length)
    throw new AppError(
      'invalid-input',
      `${file} has no header that says what it holds: it is damaged, or no plain array.`,
    );
  const edges = shape.split(',').flatMap((text) => (text.trim() === '' ? [] : [Number(text)]));
  const content = new Uint8Array(bytes.buffer, bytes.byteOffset + end, bytes.byteLength - end);
  if (!type.endsWith('O'))
    return readValues(
      content,
      { type, shape: edges, isFortran: /'fortran_order':\s*True/.test(header) },
      file,
    );
  const found = readPickle(content, file);
  return found.kind === 'objects' && found.items.length === 1 ? found.items[0]! : found;
}
