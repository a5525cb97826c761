const MAGIC = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0);
const ALIGNMENT = 64;

/**
 * The header of a .npy file, version 1.0, for an array in C order (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 *
 * @param type as numpy names it, little-endian: `<f2`, `<f4`
 */
export function npyHeader(type: '<f2' | '<f4', shape: readonly number[]): Uint8Array {
  const size = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${size}), }`;
  const before = MAGIC.length + 2;
  // The array begins at a multiple of 64, behind a line feed.
  const length = Math.ceil((before + text.length + 1) / ALIGNMENT) * ALIGNMENT - before;
  const header = Buffer.alloc(before + length, ' ');
  header.set(MAGIC);
  header.writeUInt16LE(length, MAGIC.length);
  header.write(text, before, 'latin1');
  header[header.length - 1] = 0x0a;
  return header;
}
