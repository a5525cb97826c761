import type { Coupling, ProposalParameters } from '../../../shared/parameters/proposalParameters.ts';
import { defineJob } from '../../inference/jobs/Job.ts';
import { longestForWeights } from '../../inference/jobs/longestForWeights.ts';
import { ADCAM } from './adcamManifest.ts';
import type { CnnFindings, VitFindings } from './findings.ts';

/** The largest networks at all scales, on a slow machine; how long they take at one, opening their pack has shown. */
const LONGEST_PROPOSAL_MS = 180_000;

/** A taught head (docs/design.md), as far as proposals need it. Rows of `weights` are its classes, background first. */
export interface HeadRequest {
  /** `[R, D + 1]`: the weights of each row, then its bias. */
  weights: Float32Array;
  /** Of each of the pack's classes, by position. */
  known: KnownClass[];
  /** Classes that the image is tagged with and the pack does not know: the head alone speaks of them. */
  others: { row: number; threshold: number }[];
  /** What the image's classes are taken from beside the classifier; missing where it has learned nothing of them. */
  tags?: TagHeadRequest;
}

/** What a head does to a class of the pack. */
export interface KnownClass {
  /** null where it has not learned it: its logit is 0. */
  row: number | null;
  /** a, its weight beside AD-CAM, in [0, 1]. */
  weight: number;
  /** About where thresholds lie. */
  threshold: number;
}

/** What the image as a whole teaches of its classes; rows as in `HeadRequest`, the first of no use. */
export interface TagHeadRequest {
  /** `[R, P + 1]` of the pooled features, then the bias. */
  weights: Float32Array;
  /** What each row is good for: nothing, to correct the classifier's logit, or to speak alone. */
  kinds: ('none' | 'corrects' | 'alone')[];
}

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
  /** Is mixed into the scores of the parameters' own coupling. */
  head?: HeadRequest;
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
  /** By row of the head, the probability that the image shows its class, where the head says so. */
  taughtProbabilities: Float32Array | undefined;
  /** Edge of the patch grid; N = grid * grid. */
  grid: number;
  /** `[C, N]` in [0, 1] for each coupling that was asked for; behind those of the tags, in the parameters' own, those of the head's `others`. */
  scores: Partial<Record<Coupling, Float32Array>>;
  /** A threshold for each of these maps that suits this image, by the parameters' own coupling; undefined where none was guessed. */
  guesses: number[] | undefined;
  /** How much head and AD-CAM are at odds, in [0, 1]; undefined without a head, and where they say nothing of the same class. */
  dispute: number | undefined;
  notices: string[];
  milliseconds: Record<ProposalStage, number>;
}
export const PROPOSAL_STAGES = ['decode', 'resample', 'cnn', 'vit', 'diffusion'] as const;
export type ProposalStage = (typeof PROPOSAL_STAGES)[number];

/** From an image file to score maps. */
export const proposeJob = defineJob<ProposeRequest, ProposeResult>(ADCAM, 'propose', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_PROPOSAL_MS },
});

export interface LessonRequest {
  image: string;
  /** Positions in the pack's class list of the classes that the image shows. */
  tags: number[];
  parameters: ProposalParameters;
  /** Whether the features of every patch are wanted too, and the tokens that thresholds are guessed with. */
  whole?: boolean;
}
/** What the networks say of an image that teaches. */
export interface LessonResult {
  width: number;
  height: number;
  contentHash: string;
  /** Edge of the grid of `features`: half of the patch grid's. */
  grid: number;
  depth: number;
  /** `[grid * grid, D]`, smoothed over the attention. */
  features: Float32Array;
  /** `[P]`, of the image as a whole. */
  pooled: Float32Array;
  /** Edge of the patch grid, and AD-CAM's scores on it: `[C, N]`. */
  scoreGrid: number;
  scores: Float32Array;
  probabilities: Float32Array;
  /** On the patch grid: features `[N, D]`, smoothed, and the last layer's tokens `[N, T]`; missing where nobody asked. */
  whole?: { features: Float32Array; tokens: Float32Array | undefined };
}

/** What an image teaches: features of its patches, and what is proposed for its classes without a head. */
export const lessonJob = defineJob<LessonRequest, LessonResult>(ADCAM, 'lesson', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_PROPOSAL_MS },
});

export interface EvidenceRequest {
  image: string;
  /** Positions of the image's tags in the pack's class list. */
  tags: number[];
  parameters: ProposalParameters;
  /** Shown as a stage of its own. */
  head?: HeadRequest;
}
export interface EvidenceResult {
  grid: number;
  /** `[C, N]` in [0, 1] for every coupling. */
  maps: Record<Coupling, Float32Array>;
  /** What the head says of the tags and of its `others`, `[C, N]`; undefined without one. */
  learned: Float32Array | undefined;
  /** `[N, N]`, row-stochastic. */
  attention: Float32Array;
  /** `[N, N]`, the transition after refinement. */
  refined: Float32Array;
}

/** What a proposal rests on, for a person to look at. */
export const evidenceJob = defineJob<EvidenceRequest, EvidenceResult>(ADCAM, 'evidence', {
  about: ({ image }) => image,
});

export interface LikenessRequest {
  image: string;
  parameters: ProposalParameters;
  /** As shares of the image's width and height, in [0, 1]. */
  places: { x: number; y: number }[];
}
export interface LikenessResult {
  grid: number;
  /** `[K, N]` in [0, 1]: how alike each place's neighbourhood is to that of every patch (S of docs/design.md). */
  rows: Float32Array;
}

/** How alike places are to all patches. The attention of the last images is kept, so that only the first question about one runs a network. */
export const likenessJob = defineJob<LikenessRequest, LikenessResult>(ADCAM, 'likeness', {
  ...{ about: ({ image }) => image, longestMs: () => LONGEST_PROPOSAL_MS },
});

export interface SecondOpinionsRequest {
  image: string;
  /** Positions in the pack's class list of the classes that maps are wanted of. */
  tags: number[];
  parameters: ProposalParameters;
  /** What is to be judged: how much of each patch of the ViT's grid each of R regions covers, `[R, N]` in 0..255. */
  shares: Uint8Array;
}
/** What the networks say when they are asked in other ways than for a proposal. Maps are in [0, 1]. */
export interface SecondOpinionsResult {
  width: number;
  height: number;
  contentHash: string;
  grid: number;
  /** `[C, N]`, class activation without diffusion. */
  cam: Float32Array;
  /** `[C, N]`, AD-CAM of the mirrored photograph, mirrored back. */
  mirrored: Float32Array;
  /** `[S, C, N]`, AD-CAM from the CNN at each of S sizes alone. */
  sizes: Float32Array;
  /** Probability of each pack class. */
  probabilities: Float32Array;
  /** `[R, N]`: how much of each patch belongs to a region by the patches that attention holds for alike. */
  spread: Float32Array;
  /** `[N]` each: the region plus one, 0 for background, whose mean a patch is nearest to by the ViT's tokens, and by the CNN's features; `byVit` is undefined where the ViT shows no tokens. */
  byVit: Uint8Array | undefined;
  byCnn: Uint8Array;
}

/** Asks the networks of an image in other ways, to judge what was made of it. */
export const secondOpinionsJob = defineJob<SecondOpinionsRequest, SecondOpinionsResult>(
  ADCAM,
  'second-opinions',
  { about: ({ image }) => image, longestMs: () => LONGEST_PROPOSAL_MS },
);

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
