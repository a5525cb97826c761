import { BadShape } from '../shapes/BadShape.ts';

/** Red, green, blue and transparency of each pixel; only the last says where the brush was. */
const CHANNELS = 4;

/**
 * The pixels of a brush of Label Studio: bits of a stream in which the number of values, the bits of a value and four lengths of counters come first; then blocks of a flag, the
 * choice of a counter, the counter, and one value for all of the block or a value for each (label-studio-converter, brush.py, `decode_rle`).
 *
 * @param bytes numbers from 0 to 255
 * @returns `uint8[height, width]`, not 0 where the brush was
 * @throws BadShape where they are no such stream, or not of this size
 */
export function decodeBrush(
  bytes: readonly unknown[],
  { width, height }: { width: number; height: number },
): Uint8Array {
  const total = width * height * CHANNELS;
  const bits = new Bits(bytes);
  if (bits.read(32) !== total) throw new BadShape('of another size than their image');
  const wordBits = bits.read(5) + 1;
  const counters = [0, 1, 2, 3].map(() => bits.read(4) + 1);
  const inside = new Uint8Array(width * height);
  for (let at = 0; at < total;) {
    const isRun = bits.read(1) === 1;
    const end = at + 1 + bits.read(counters[bits.read(2)]!);
    if (end > total) throw new BadShape('with runs that do not fill their image');
    if (isRun) {
      const value = bits.read(wordBits);
      for (let i = at; i < end; i++) if (i % CHANNELS === 3) inside[i >> 2] = value;
      at = end;
    } else
      for (; at < end; at++) {
        const value = bits.read(wordBits);
        if (at % CHANNELS === 3) inside[at >> 2] = value;
      }
  }
  return inside;
}

/** Numbers of any bits, the highest first. */
class Bits {
  private readonly bytes: readonly unknown[];
  private at = 0;

  constructor(bytes: readonly unknown[]) {
    this.bytes = bytes;
  }

  /** @param count of bits, at most 32 */
  read(count: number): number {
    let value = 0;
    for (let left = count; left > 0;) {
      const byte = this.bytes[this.at >> 3];
      if (typeof byte !== 'number' || !(byte >= 0 && byte <= 255))
        throw new BadShape('with runs that end too early');
      const there = 8 - (this.at & 7);
      const taken = Math.min(there, left);
      value = value * 2 ** taken + ((byte >> (there - taken)) & (2 ** taken - 1));
      this.at += taken;
      left -= taken;
    }
    return value;
  }
}
