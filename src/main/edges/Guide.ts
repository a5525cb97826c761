import { resampleRgb } from '../image/resample.ts';
import type { RgbImage } from '../image/RgbImage.ts';
import { DenseCrf } from './DenseCrf.ts';

/** The longer side of a guide in pixels, at least and at most, and of how many image pixels one is made between these. */
const SHORTEST = 192;
const LONGEST = 384;
const IMAGE_PIXELS = 6;

/** How far alike pixels pull, of the longer side. Found on every second of 260 VOC photographs: docs/design.md. */
const REACH = 0.134;
const COLOUR = 4;
const SETTINGS = { strong: 4, weak: 3, rounds: 8 };

/** A photograph at a reduced size, ready to have proposals refined along its edges. */
export interface Guide {
  width: number;
  height: number;
  /** `[height, width, 3]` in 0..255. */
  rgb: Float32Array;
  crf: DenseCrf;
}

/** The size of the guide of a photograph, which is never larger than the photograph. */
export function guideSize(image: { width: number; height: number }): { width: number; height: number } {
  const longer = Math.max(image.width, image.height);
  const wanted = Math.min(LONGEST, Math.max(SHORTEST, longer / IMAGE_PIXELS));
  const scale = Math.min(1, wanted / longer);
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return { width: scaled(image.width), height: scaled(image.height) };
}

/** Makes the guide of a photograph. */
export function makeGuide(image: RgbImage): Guide {
  const { width, height } = guideSize(image);
  const rgb = resampleRgb(image, width, height);
  const crf = new DenseCrf(
    rgb,
    { width, height },
    {
      appearance: { weight: SETTINGS.strong, pixels: REACH * Math.max(width, height), colour: COLOUR },
      smoothness: { weight: SETTINGS.weak, pixels: 1 },
      rounds: SETTINGS.rounds,
    },
  );
  return { width, height, rgb, crf };
}
