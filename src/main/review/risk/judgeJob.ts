import { defineJob } from '../../inference/jobs/Job.ts';
import type { ImageRisks } from './judge.ts';
import type { RiskInput } from './RiskInput.ts';

/** A photograph of 80 megapixels on a slow machine. */
const LONGEST_MS = 60_000;

export interface JudgeRequest {
  /** Path of the image file; its edges are looked at. */
  image: string;
  input: RiskInput;
}

export interface JudgeResult {
  /** sha256 of the file's bytes. */
  contentHash: string;
  risks: ImageRisks;
}

/** Judges a label map by every score. It needs no pack: what networks say comes with it. */
export const judgeJob = defineJob<JudgeRequest, JudgeResult>('risk', 'judge', {
  ...{ about: ({ image }) => image, needsPack: false, longestMs: () => LONGEST_MS },
  advice: 'Use a smaller photograph.',
});
