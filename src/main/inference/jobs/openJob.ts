import type { Provider, SkippedProvider } from '../providers/providers.ts';
import type { Job } from './Job.ts';
import { defineJob } from './Job.ts';
import { longestForWeights } from './longestForWeights.ts';

/** Name of the one job that every kind has. */
export const OPEN = 'open';

export interface OpenInput {
  /** Path of the pack. */
  pack: string;
  providers: Provider[];
  /** Providers known not to work, for instance because they took the process down. */
  skipped: SkippedProvider[];
}

/** What runs, and why others do not. */
export interface OpenResult {
  provider: Provider;
  skipped: SkippedProvider[];
}

/**
 * Opens a pack on the first provider that works, in place of the one of its kind that was open. How long drivers of
 * accelerators take to get ready, no weights explain.
 */
export function openJob(kind: string): Job<OpenInput, OpenResult> {
  return defineJob(kind, OPEN, {
    ...{ about: ({ pack }) => pack, needsPack: false },
    longestMs: ({ pack, providers, skipped }) =>
      providers.some((provider) => provider !== 'cpu' && !skipped.some((one) => one.provider === provider))
        ? undefined
        : longestForWeights(pack),
  });
}
