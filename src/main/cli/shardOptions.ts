import { AppError } from '../../shared/errors/AppError.ts';
import type { OnExisting } from '../../shared/parameters/onExisting.ts';
import { ON_EXISTING } from '../../shared/parameters/onExisting.ts';
import { arrayShard } from '../team/shards/arrayShard.ts';
import type { Shard } from '../team/shards/Shard.ts';
import { readShard } from '../team/shards/Shard.ts';
import type { Flag } from './optionFlags.ts';
import type { Options } from './parameterOptions.ts';
import { textOption } from './parameterOptions.ts';
import { UsageError } from './UsageError.ts';

/** Options of `camweave propose` for many machines and second tries, with their help. */
export const SHARD_OPTIONS: readonly Flag[] = [
  [
    '--shard <I/N>',
    'Only the I-th of N shards, in a file beside the project, which is only read; `camweave merge` joins them. Taken by itself in array jobs of Slurm, Kubernetes and AWS Batch (none: all images there, too)',
  ],
  [
    '--on-existing <choice>',
    'skip (the default: keeps proposals that are as they would be made now), redo (makes all of them anew; accepted and rejected images stay as they are) or fail (refuses to begin)',
  ],
];

/** @throws UsageError for what is no shard, and for variables of an array job that do not fit together */
export function shardOption(
  options: Options,
  environment: NodeJS.ProcessEnv,
): (Shard & { variable?: string }) | undefined {
  const text = textOption(options, 'shard');
  if (text === 'none') return undefined;
  try {
    return text === undefined ? arrayShard(environment) : readShard(text);
  } catch (error) {
    throw error instanceof AppError ? new UsageError(error.message) : error;
  }
}

/** @throws UsageError */
export function existingOption(options: Options): OnExisting {
  const text = textOption(options, 'onExisting') ?? 'skip';
  const choice = ON_EXISTING.find((item) => item === text);
  if (choice) return choice;
  throw new UsageError(`--on-existing takes one of ${ON_EXISTING.join(', ')}, not "${text}".`);
}
