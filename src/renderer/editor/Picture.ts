import type { SampledScores } from '../../shared/labels/LabelSampler.ts';

/** The parts of an image that are drawn: its photograph, its score maps, and what people decided. */
export interface Picture {
  /** Closed once it is a texture. */
  photo: ImageBitmap;
  width: number;
  height: number;
  scores: SampledScores | null;
  /** The label map that came from elsewhere, `uint8[height, width]`: what is proposed in place of what the scores say. */
  given: Uint8Array | undefined;
  /** The proposal along edges, `uint8[height, width]`, and what it was made from. */
  refined: { basis: string; labels: Uint8Array } | undefined;
  /** `uint8[height, width]`: 254 where the scores decide. */
  decided: Uint8Array;
  /** What of it was painted: `decided` itself, or the human layer of an accepted image; null where nothing was. */
  hand: Uint8Array | null;
}
