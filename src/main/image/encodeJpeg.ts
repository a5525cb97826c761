import { Transformer } from '@napi-rs/image';
import type { RgbImage } from './RgbImage.ts';

/** Keeps what a network sees. */
export const JPEG_QUALITY = 95;

/** A decoded photograph as a JPEG without metadata. */
export function encodeJpeg({ width, height, data }: RgbImage): Promise<Uint8Array> {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    rgba[pixel * 4] = data[pixel * 3]!;
    rgba[pixel * 4 + 1] = data[pixel * 3 + 1]!;
    rgba[pixel * 4 + 2] = data[pixel * 3 + 2]!;
  }
  return Transformer.fromRgbaPixels(rgba, width, height).jpeg(JPEG_QUALITY);
}
