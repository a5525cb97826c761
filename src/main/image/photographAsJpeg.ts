import type { Transformer } from '@napi-rs/image';
import { JsColorType } from '@napi-rs/image';
import { decodeImage, decoderOf } from './decodeImage.ts';
import { encodeJpeg, JPEG_QUALITY } from './encodeJpeg.ts';

const OPAQUE = new Set([JsColorType.L8, JsColorType.Rgb8, JsColorType.L16, JsColorType.Rgb16]);

/**
 * A photograph as a JPEG without rotation and metadata, with the pixels of `decodeImage`. Where nothing shines through it, the
 * decoder's pixels are encoded where they are: in JavaScript they would be there four times.
 *
 * @param file named in the error
 * @throws AppError `image-unreadable`
 */
export async function photographAsJpeg(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const jpeg = await decoderOf(bytes, file, async (decoder: Transformer) => {
    const { colorType } = await decoder.metadata();
    return OPAQUE.has(colorType) ? decoder.jpeg(JPEG_QUALITY) : undefined;
  });
  return jpeg ?? encodeJpeg(await decodeImage(bytes, file));
}
