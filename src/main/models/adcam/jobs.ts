import type { Coupling, ProposalParameters } from '../../../shared/parameters/proposalParameters.ts';
import { defineJob } from '../../inference/jobs/Job.ts';
import { longestForWeights } from '../../inference/jobs/longestForWeights.ts';
import { ADCAM } from './adcamManifest.ts';
import type { CnnFindings, VitFindings } from './findings.ts';

/** The largest networks at all scales, on a slow machine; how long they take at one, opening their pack has shown. */
const LONGEST_PROPOSAL_MS = 180_000;

export interface ProposeRequest {
  /** Path of the image file. */
  image: string;
  /** The next image, to be decoded while this one runs. */
  next?: string;
  /**
   * Positions of the image's tags in the pack's class list; or the least classifier probability of each pack
   * class from which it becomes a tag, and whether the likeliest becomes one where none is likely enough.
   */
  tags: { given: number[] } | { fromProbability: number[]; atLeastOne?: boolean };
  parameters: ProposalParameters;
  /** Couplings to score; the parameters' own where missing. */
  couplings?: Coupling[];
}
export interface ProposeResult {
  width: number;
  height: number;
  /** sha256 of the file's bytes. */
  contentHash: string;
  /** Positions in the pack's class list; the rows of `scores`. */
  tags: number[];
  /** Probability of each pack class; missing where the pack cannot tell (no model class) it is 0. */
  probabilities: Float32Array;
  /** Edge of the patch grid; N = grid * grid. */
  grid: number;
  /** `[C, N]` in [0, 1] for each coupling that was asked for. */
  scores: Partial<Record<Coupling, Float32Array>>;
  /** A threshold for each tag that suits this image, by the parameters' own coupling; undefined where none was guessed. */
  guesses: number[] | undefined;
  notices: string[];
  milliseconds: Record<ProposalStage, number>;
}
export const PROPOSAL_STAGES = ['decode', 'resample', 'cnn', 'vit', 'diffusion'] as const;
export type ProposalStage = (typeof PROPOSAL_STAGES)[number];

/** From an image file to score maps. */
export const proposeJob = defineJob<ProposeRequest, ProposeResult>(ADCAM, 'propose', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_PROPOSAL_MS },
});

export interface EvidenceRequest {
  image: string;
  /** Positions of the image's tags in the pack's class list. */
  tags: number[];
  parameters: ProposalParameters;
}
export interface EvidenceResult {
  grid: number;
  /** `[C, N]` in [0, 1] for every coupling. */
  maps: Record<Coupling, Float32Array>;
  /** `[N, N]`, row-stochastic. */
  attention: Float32Array;
  /** `[N, N]`, the transition after refinement. */
  refined: Float32Array;
}

/** What a proposal rests on, for a person to look at. */
export const evidenceJob = defineJob<EvidenceRequest, EvidenceResult>(ADCAM, 'evidence', {
  about: ({ image }) => image,
});

export interface InspectRequest {
  file: string;
  /** Edge of the square input where the export left it open. */
  size?: number;
}

/** Reads a file as the CNN of a pack, and runs it once to learn its shapes. */
export const inspectCnnJob = defineJob<InspectRequest, CnnFindings>(ADCAM, 'inspect-cnn', {
  ...{ about: ({ file }) => file, needsPack: false, longestMs: ({ file }) => longestForWeights(file) },
});

/** Reads a file as the vision transformer of a pack, and runs it once to learn its shapes. */
export const inspectVitJob = defineJob<InspectRequest, VitFindings>(ADCAM, 'inspect-vit', {
  ...{ about: ({ file }) => file, needsPack: false, longestMs: ({ file }) => longestForWeights(file) },
});

export interface MeasureRequest {
  what: 'bare-cnn' | 'bare-vit' | 'adcam';
  runs: number;
  parameters: ProposalParameters;
  /** Classes C of the diffusion. */
  classes: number;
}
export interface MeasureResult {
  /** One entry a run. */
  milliseconds: number[];
}

/** Times parts of a proposal in the child, for `camweave bench`. */
export const measureJob = defineJob<MeasureRequest, MeasureResult>(ADCAM, 'measure');
