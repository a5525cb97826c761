import { JsColorType } from '@napi-rs/image';
import type { RgbImage } from './RgbImage.ts';

/** Channel count and sample width in bytes of what the decoder hands out. */
const LAYOUT: Record<JsColorType, { channels: number; bytes: 1 | 2 | 4 }> = {
  [JsColorType.L8]: { channels: 1, bytes: 1 },
  [JsColorType.La8]: { channels: 2, bytes: 1 },
  [JsColorType.Rgb8]: { channels: 3, bytes: 1 },
  [JsColorType.Rgba8]: { channels: 4, bytes: 1 },
  [JsColorType.L16]: { channels: 1, bytes: 2 },
  [JsColorType.La16]: { channels: 2, bytes: 2 },
  [JsColorType.Rgb16]: { channels: 3, bytes: 2 },
  [JsColorType.Rgba16]: { channels: 4, bytes: 2 },
  [JsColorType.Rgb32F]: { channels: 3, bytes: 4 },
  [JsColorType.Rgba32F]: { channels: 4, bytes: 4 },
};

/**
 * Brings the decoder's pixels (1 to 4 interleaved channels of 8 or 16 bits, or of 32-bit float in [0, 1]) to
 * 8-bit RGB. Transparency is laid over white.
 *
 * @param pixels native-endian samples
 * @throws Error when there are not `width * height` pixels of that type
 */
export function toRgb8(
  pixels: Uint8Array,
  colorType: JsColorType,
  { width, height }: { width: number; height: number },
): RgbImage {
  const { channels, bytes } = LAYOUT[colorType];
  const count = width * height;
  if (pixels.length !== count * channels * bytes) {
    throw new Error(`${pixels.length} bytes for ${width} x ${height} pixels`);
  }
  if (channels === 3 && bytes === 1) return { width, height, data: pixels };

  const sample = sampler(pixels, bytes);
  const grey = channels < 3;
  const hasAlpha = channels === 2 || channels === 4;
  const data = new Uint8Array(count * 3);
  for (let pixel = 0; pixel < count; pixel++) {
    const first = pixel * channels;
    const alpha = hasAlpha ? sample(first + channels - 1) / 255 : 1;
    for (let channel = 0; channel < 3; channel++) {
      data[pixel * 3 + channel] = Math.round(
        sample(first + (grey ? 0 : channel)) * alpha + 255 * (1 - alpha),
      );
    }
  }
  return { width, height, data };
}

/** Reads the i-th sample, in [0, 255]. */
function sampler(pixels: Uint8Array, bytes: 1 | 2 | 4): (index: number) => number {
  if (bytes === 1) return (index) => pixels[index]!;
  const { buffer, byteOffset, length } = pixels;
  if (bytes === 2) {
    const wide = new Uint16Array(buffer, byteOffset, length / 2);
    return (index) => wide[index]! / 257;
  }
  const wide = new Float32Array(buffer, byteOffset, length / 4);
  return (index) => Math.min(1, Math.max(0, wide[index]!)) * 255;
}
