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
  crf: DenseCrf;
}

/** Makes the guide of a photograph, which is never larger than the photograph. */
export function makeGuide(image: RgbImage): Guide {
  const longer = Math.max(image.width, image.height);
  const wanted = Math.min(LONGEST, Math.max(SHORTEST, longer / IMAGE_PIXELS));
  const scale = Math.min(1, wanted / longer);
  const [width, height] = [image.width, image.height].map((side) =>
    Math.max(1, Math.round(side * scale)),
  ) as [number, number];
  const crf = new DenseCrf(
    resampleRgb(image, width, height),
    { width, height },
    {
      appearance: { weight: SETTINGS.strong, pixels: REACH * Math.max(width, height), colour: COLOUR },
      smoothness: { weight: SETTINGS.weak, pixels: 1 },
      rounds: SETTINGS.rounds,
    },
  );
  return { width, height, crf };
}
