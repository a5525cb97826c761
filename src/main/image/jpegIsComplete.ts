const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;

/**
 * Whether a JPEG's bytes run up to its end-of-image marker. Decoders fill what a truncated file lacks with
 * grey and report nothing, so this has to be asked separately. Thumbnails inside segments are stepped over.
 */
export function jpegIsComplete(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) at += 1;
    else if (marker === EOI) return true;
    else if (marker === SOI || (marker >= 0xd0 && marker <= 0xd7) || marker === 0x01) at += 2;
    else {
      at += 2 + (bytes[at + 2]! << 8) + bytes[at + 3]!;
      if (marker === SOS) at = endOfScan(bytes, at);
    }
  }
  return bytes[at] === 0xff && bytes[at + 1] === EOI;
}

/** The next marker after entropy-coded data; stuffed zeros and restart markers belong to the data. */
function endOfScan(bytes: Uint8Array, start: number): number {
  for (
    let at = bytes.indexOf(0xff, start);
    at !== -1 && at + 1 < bytes.length;
    at = bytes.indexOf(0xff, at + 1)
  ) {
    const next = bytes[at + 1]!;
    if (next !== 0x00 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return bytes.length;
}
