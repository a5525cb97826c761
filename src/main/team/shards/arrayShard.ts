import { AppError } from '../../../shared/errors/AppError.ts';
import type { Shard } from './Shard.ts';
import { expectShard } from './Shard.ts';

/** The shard of an array job, and the variable that says so. */
export interface ArrayShard extends Shard {
  variable: string;
}

/**
 * The shard that belongs to a process that an array job has started: of Slurm (`SLURM_ARRAY_TASK_ID`, `_MIN`, `_MAX`, `_COUNT`; slurm.schedmd.com/job_array.html), an AWS
 * Batch array job (`AWS_BATCH_JOB_ARRAY_INDEX`, `_SIZE`; docs.aws.amazon.com/batch), or an indexed job of Kubernetes (`JOB_COMPLETION_INDEX`; how many there are is nowhere said, so that
 * the job gives `JOB_COMPLETIONS`, as that in deploy/ does). Undefined where there is none.
 *
 * @throws AppError `invalid-input` for variables that do not fit together
 */
export function arrayShard(
  environment: Readonly<Record<string, string | undefined>>,
): ArrayShard | undefined {
  const number = (name: string): number | undefined => {
    const text = environment[name];
    if (text === undefined || text.trim() === '') return undefined;
    if (/^\d{1,9}$/.test(text.trim())) return Number(text);
    throw new AppError('invalid-input', `The variable ${name} is "${text}", and no whole number. ${INSTEAD}`);
  };
  const needed = (name: string, because: string): number => {
    const value = number(name);
    if (value !== undefined) return value;
    throw new AppError(
      'invalid-input',
      `The variable ${because} is there, but not ${name}, so how many shards there are is not known. ${INSTEAD}`,
    );
  };
  const shardOf = (variable: string, index: number, count: number): ArrayShard => {
    const words = `${variable}=${environment[variable]!} of ${count}`;
    return { ...expectShard({ index, count }, words), variable };
  };
  const slurm = number('SLURM_ARRAY_TASK_ID');
  if (slurm !== undefined) {
    const first = needed('SLURM_ARRAY_TASK_MIN', 'SLURM_ARRAY_TASK_ID');
    const last = needed('SLURM_ARRAY_TASK_MAX', 'SLURM_ARRAY_TASK_ID');
    const tasks = number('SLURM_ARRAY_TASK_COUNT') ?? last - first + 1;
    // Some tasks of an array that are tried again: their numbers do not say how many there were.
    if (first > 1 || tasks !== last - first + 1)
      throw new AppError(
        'invalid-input',
        `The array of ${tasks} tasks from SLURM_ARRAY_TASK_ID ${first} to ${last} does not begin at 0 or 1, or has gaps. ${INSTEAD}`,
      );
    return shardOf('SLURM_ARRAY_TASK_ID', slurm - first + 1, tasks);
  }
  const aws = number('AWS_BATCH_JOB_ARRAY_INDEX');
  if (aws !== undefined)
    return shardOf(
      'AWS_BATCH_JOB_ARRAY_INDEX',
      aws + 1,
      needed('AWS_BATCH_JOB_ARRAY_SIZE', 'AWS_BATCH_JOB_ARRAY_INDEX'),
    );
  const kubernetes = number('JOB_COMPLETION_INDEX');
  if (kubernetes !== undefined)
    return shardOf('JOB_COMPLETION_INDEX', kubernetes + 1, needed('JOB_COMPLETIONS', 'JOB_COMPLETION_INDEX'));
  return undefined;
}

const INSTEAD = 'Say which shard this is with --shard I/N, or --shard none for all images.';
