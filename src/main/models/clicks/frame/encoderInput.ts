import type { Normalisation } from '../../../image/resample.ts';
import { resampleRgb, resampleToTensor } from '../../../image/resample.ts';
import type { RgbImage } from '../../../image/RgbImage.ts';
import type { ImageFrame } from './ImageFrame.ts';

/** What an encoder takes, and its shape. */
export interface EncoderInput {
  data: Float32Array;
  dims: number[];
}

/** A photograph in its frame as normalised planes `[1, 3, size, size]`; what is padded is 0. */
export function framePlanes(image: RgbImage, frame: ImageFrame, { mean, std }: Normalisation): EncoderInput {
  const { size, width, height } = frame;
  const dims = [1, 3, size, size];
  if (width === size && height === size) return { data: resampleToTensor(image, size, { mean, std }), dims };
  const pixels = resampleRgb(image, width, height);
  const data = new Float32Array(3 * size * size);
  for (let channel = 0; channel < 3; channel++) {
    const [scale, offset] = [1 / (255 * std[channel]!), -mean[channel]! / std[channel]!];
    for (let y = 0; y < height; y++) {
      const target = (channel * size + y) * size;
      let source = y * width * 3 + channel;
      for (let x = 0; x < width; x++, source += 3) data[target + x] = pixels[source]! * scale + offset;
    }
  }
  return { data, dims };
}

/** A photograph in its frame as pixels `[height, width, 3]` in 0..255, without padding. */
export function framePixels(image: RgbImage, { width, height }: ImageFrame): EncoderInput {
  return { data: resampleRgb(image, width, height), dims: [height, width, 3] };
}
