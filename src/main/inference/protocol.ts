import type { AppErrorCode } from '../../shared/errors/AppError.ts';
import type { Coupling, ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import type { CnnFindings, VitFindings } from '../models/adcam/findings.ts';
import type { Provider, SkippedProvider } from './providers/providers.ts';

/** Opens a pack and builds its sessions on the first provider that works. */
export interface OpenRequest {
  type: 'open';
  pack: string;
  providers: Provider[];
  /** Providers known not to work, for instance because they took the process down. */
  skipped: SkippedProvider[];
}
export interface OpenResult {
  provider: Provider;
  skipped: SkippedProvider[];
}

export interface ProposeRequest {
  type: 'propose';
  /** Path of the image file. */
  image: string;
  /** The next image, to be decoded while this one runs. */
  next?: string;
  /**
   * Positions of the image's tags in the pack's class list; or the least classifier probability of each pack
   * class from which it becomes a tag.
   */
  tags: { given: number[] } | { fromProbability: number[] };
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
  notices: string[];
  milliseconds: Record<ProposalStage, number>;
}
/** What a proposal rests on, for a person to look at. */
export interface EvidenceRequest {
  type: 'evidence';
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
export const PROPOSAL_STAGES = ['decode', 'resample', 'cnn', 'vit', 'diffusion'] as const;
export type ProposalStage = (typeof PROPOSAL_STAGES)[number];

/** Reads a model file and, where it can, runs it once to learn its shapes. */
export interface InspectRequest {
  type: 'inspect';
  file: string;
  role: 'cnn' | 'vit';
  /** Edge of the square input where the export left it open. */
  size?: number;
}
/** Times parts of a proposal in the child, for `camweave bench`. */
export interface MeasureRequest {
  type: 'measure';
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

export interface Jobs {
  open: { request: OpenRequest; result: OpenResult };
  propose: { request: ProposeRequest; result: ProposeResult };
  evidence: { request: EvidenceRequest; result: EvidenceResult };
  inspect: { request: InspectRequest; result: VitFindings | CnnFindings };
  measure: { request: MeasureRequest; result: MeasureResult };
}
export type JobType = keyof Jobs;
export type JobRequest = Jobs[JobType]['request'];
export type JobResult = Jobs[JobType]['result'];

/** Memory of the inference child in bytes. */
export interface ChildMemory {
  resident: number;
  peak: number;
}

export interface ToChild {
  id: number;
  request: JobRequest;
}
export type FromChild =
  | { type: 'trying'; provider: Provider }
  | { type: 'done'; id: number; result: JobResult; memory: ChildMemory }
  | { type: 'failed'; id: number; error: { code: AppErrorCode; message: string }; memory: ChildMemory };
