import type { ConventionId } from './conventions.ts';

interface NetworkFindings {
  producer: string;
  opset: number;
  nodes: number;
}

/** What a look at an encoder brought to light. */
export interface EncoderFindings extends NetworkFindings {
  role: 'encoder';
  /** The conventions whose decoders it can serve, the likeliest first. */
  conventions: ConventionId[];
  input: { name: string; height: number | undefined; width: number | undefined };
  layout: 'planes' | 'pixels';
  /** Edge of the square in pixels. */
  size: number;
  /** Embeddings by name, with the dimensions that the export fixed. */
  outputs: { name: string; dims: (number | undefined)[] | undefined }[];
}

/** What a look at a decoder brought to light. */
export interface DecoderFindings extends NetworkFindings {
  role: 'decoder';
  convention: ConventionId;
  /** The embeddings that it takes. */
  embeddings: { name: string; dims: (number | undefined)[] | undefined }[];
  takesBox: boolean;
  takesPrompt: boolean;
  /** Tensors inside the graph that hold all candidates, where it shows but one of them. */
  hidden: { masks: string; scores: string } | undefined;
}

/** What both networks did together on an empty image. */
export interface PairFindings {
  candidates: { count: number; single: boolean };
  /** Height and width of the grid of logits. */
  grid: [number, number];
  /** Wall-clock time of either network. */
  milliseconds: { encoder: number; decoder: number };
}
