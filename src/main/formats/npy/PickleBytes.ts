/** The bytes of a pickle, read from its start on. Whatever lies behind its end is a RangeError. */
export class PickleBytes {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  byte(): number {
    return this.view.getUint8(this.skip(1));
  }

  /** A whole number of some bytes, without a sign. */
  count(size: 1 | 2 | 4 | 8): number {
    const at = this.skip(size);
    if (size === 1) return this.view.getUint8(at);
    if (size === 2) return this.view.getUint16(at, true);
    return size === 4 ? this.view.getUint32(at, true) : Number(this.view.getBigUint64(at, true));
  }

  /** A whole number of some bytes, with its sign. */
  long(size: number): number {
    let value = 0n;
    const bytes = this.take(size);
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    return Number(BigInt.asIntN(size * 8, value));
  }

  /** UTF-8. */
  text(length: number): string {
    return Buffer.from(this.take(length)).toString('utf8');
  }

  int32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  /** A float64, the most significant byte first. */
  float(): number {
    return this.view.getFloat64(this.skip(8), false);
  }

  /** What is before the next line feed, which is passed over. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end === -1) throw new RangeError('A line does not end.');
    const text = this.text(end - this.at);
    this.at += 1;
    return text;
  }

  take(length: number): Uint8Array {
    const at = this.skip(length);
    return this.bytes.subarray(at, at + length);
  }

  /** Passes over some bytes; returns where they begin. */
  skip(length: number): number {
    const { at } = this;
    this.at += length;
    if (this.at > this.bytes.length) throw new RangeError('The bytes end.');
    return at;
  }
}
