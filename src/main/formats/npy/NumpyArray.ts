import { AppError } from '../../../shared/errors/AppError.ts';

/** An array as numpy keeps it, of numbers. */
export interface NumpyArray {
  shape: number[];
  /** In C order. */
  values: Float64Array | Float32Array;
}

/** How to read one value, by its numpy type code; little-endian or big-endian. */
const READERS: Readonly<Record<string, (view: DataView, at: number, little: boolean) => number>> = {
  f2: (view, at, little) => view.getFloat16(at, little),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
  i1: (view, at) => view.getInt8(at),
  i2: (view, at, little) => view.getInt16(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  u1: (view, at) => view.getUint8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  b1: (view, at) => view.getUint8(at),
};

/**
 * Reads the bytes of an array.
 *
 * @param type as numpy writes it, such as `<f4`; without a sign for the order of bytes it is little-endian
 * @param isFortran whether the first axis is the one that moves fastest
 * @param file named in the error
 * @throws AppError `invalid-input` for another type, or bytes that do not fill the shape
 */
export function readValues(
  bytes: Uint8Array,
  { type, shape, isFortran }: { type: string; shape: readonly number[]; isFortran: boolean },
  file: string,
): NumpyArray {
  const code = type.replace(/^[<>=|]/, '');
  const read = READERS[code];
  const size = Number(code.slice(1));
  if (!read)
    throw new AppError(
      'invalid-input',
      `${file} holds values of the type "${type}"; score maps are float16, 32 or 64.`,
    );
  const count = shape.reduce((product, edge) => product * edge, 1);
  if (!Number.isSafeInteger(count) || count * size !== bytes.length)
    throw new AppError(
      'invalid-input',
      `${file} does not hold the ${shape.join(' x ')} values that it says.`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = size > 4 ? new Float64Array(count) : new Float32Array(count);
  const places = isFortran ? fortranPlaces(shape) : undefined;
  for (let i = 0; i < count; i++)
    values[places ? places[i]! : i] = read(view, i * size, !type.startsWith('>'));
  return { shape: [...shape], values };
}

/** Where the values of an array in Fortran order are in C order. */
function fortranPlaces(shape: readonly number[]): Uint32Array {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, edge) => product * edge, 1));
  const places = new Uint32Array(shape.reduce((product, edge) => product * edge, 1));
  const index = shape.map(() => 0);
  for (let i = 0; i < places.length; i++) {
    places[i] = index.reduce((sum, at, axis) => sum + at * strides[axis]!, 0);
    for (let axis = 0; axis < shape.length; axis++) {
      index[axis]! += 1;
      if (index[axis]! < shape[axis]!) break;
      index[axis] = 0;
    }
  }
  return places;
}
