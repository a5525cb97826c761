import { defineJob } from '../../inference/jobs/Job.ts';
import { longestForWeights } from '../../inference/jobs/longestForWeights.ts';
import type { ClicksManifest } from './clicksManifest.ts';
import { CLICKS } from './clicksManifest.ts';
import type { DecoderFindings, EncoderFindings, PairFindings } from './findings.ts';
import type { LogitsGrid } from './frame/logitsGrid.ts';

/** The largest encoders, on a slow machine. */
const LONGEST_EMBEDDING_MS = 180_000;

export interface EmbedRequest {
  /** Path of the image file. */
  image: string;
}
export interface EmbedResult {
  width: number;
  height: number;
  /** sha256 of the file's bytes. */
  contentHash: string;
  /** What making the embedding took; 0 where it was there already. */
  milliseconds: number;
}

/** Makes what clicks on an image need, and keeps it in the child. */
export const embedJob = defineJob<EmbedRequest, EmbedResult>(CLICKS, 'embed', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_EMBEDDING_MS },
});

/** A click, in pixels of the oriented image: the centre of its first pixel is at 0.5. */
export interface ClickPoint {
  x: number;
  y: number;
  /** On what is wanted, or on what is not. */
  positive: boolean;
}

/** Two corners, in pixels of the oriented image, in any order. */
export interface ClickBox {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface ClickRequest {
  /** Path of the image file. */
  image: string;
  points: ClickPoint[];
  /** Only for packs that take one (`takesBox` of their manifest). */
  box?: ClickBox;
  /** A first guess at the object, on a grid that covers the image; packs that take none (`takesPrompt`) do not look at it. */
  prompt?: LogitsGrid;
}
export interface ClickCandidate {
  /** `[maskHeight, maskWidth]`; above 0 is inside. */
  logits: Float32Array;
  /** How good the model takes it to be: an IoU, about in [0, 1]. */
  score: number;
}
export interface ClickResult {
  width: number;
  height: number;
  /** sha256 of the bytes that were looked at. */
  contentHash: string;
  /** Cells of the grid that covers exactly the image. */
  maskWidth: number;
  maskHeight: number;
  /** The model's answer to prompts without a choice first, where it has one, then its others, in its own order. */
  candidates: ClickCandidate[];
  /** Whether the first candidate is that answer. */
  single: boolean;
  /** `embed` is 0 where the embedding was there already. */
  milliseconds: { embed: number; decode: number };
}

/** The objects that clicks, a box, or both may mean. */
export const clickJob = defineJob<ClickRequest, ClickResult>(CLICKS, 'click', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_EMBEDDING_MS },
});

export interface InspectRequest {
  file: string;
}

/** Reads a file as the encoder of a pack. */
export const inspectEncoderJob = defineJob<InspectRequest, EncoderFindings>(CLICKS, 'inspect-encoder', {
  ...{ about: ({ file }) => file, needsPack: false, longestMs: ({ file }) => longestForWeights(file) },
});

/** Reads a file as the decoder of a pack. */
export const inspectDecoderJob = defineJob<InspectRequest, DecoderFindings>(CLICKS, 'inspect-decoder', {
  ...{ about: ({ file }) => file, needsPack: false, longestMs: ({ file }) => longestForWeights(file) },
});

export interface TryPairRequest {
  encoder: string;
  decoder: string;
  manifest: ClicksManifest;
}

/** Runs both networks of a pack that is to be, on an empty image. */
export const tryPairJob = defineJob<TryPairRequest, PairFindings>(CLICKS, 'try-pair', {
  about: ({ encoder, decoder }) => `${encoder} and ${decoder}`,
  ...{ needsPack: false, longestMs: () => LONGEST_EMBEDDING_MS },
});
