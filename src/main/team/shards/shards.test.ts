import { describe, expect, it } from 'vitest';
import { arrayShard } from './arrayShard.ts';
import { dealShards } from './dealShards.ts';
import { readShard, shardFile } from './Shard.ts';

describe('a shard', () => {
  it('is read from I/N', () => {
    expect(readShard('3/8')).toEqual({ index: 3, count: 8 });
    for (const text of ['0/8', '9/8', '3', '3/8/1', '-1/4', '1/99999', 'a/b', ''])
      expect(() => readShard(text)).toThrow('is no shard: give the I-th of N as I/N');
  });

  it('has a file beside its project whose names are in order', () => {
    expect(shardFile('/d/voc.camweave', { index: 3, count: 12 })).toBe('/d/voc.shard-03-of-12.camweave');
  });
});

describe('the shard of an array job', () => {
  it.each([
    [{ SLURM_ARRAY_TASK_ID: '0', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_MAX: '7' }, 1, 8],
    [{ SLURM_ARRAY_TASK_ID: '8', SLURM_ARRAY_TASK_MIN: '1', SLURM_ARRAY_TASK_MAX: '8' }, 8, 8],
    [{ AWS_BATCH_JOB_ARRAY_INDEX: '2', AWS_BATCH_JOB_ARRAY_SIZE: '3' }, 3, 3],
    [{ JOB_COMPLETION_INDEX: '4', JOB_COMPLETIONS: '10' }, 5, 10],
  ])('is told by %o', (environment, index, count) => {
    expect(arrayShard(environment)).toMatchObject({ index, count });
  });

  it('is none where there is no array job', () => {
    expect(arrayShard({})).toBeUndefined();
    expect(arrayShard({ SLURM_JOB_ID: '7', JOB_COMPLETIONS: '10' })).toBeUndefined();
  });

  it.each([
    [{ SLURM_ARRAY_TASK_ID: '3' }, 'not SLURM_ARRAY_TASK_MIN'],
    [
      {
        ...{ SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_MIN: '3' },
        ...{ SLURM_ARRAY_TASK_MAX: '5', SLURM_ARRAY_TASK_COUNT: '2' },
      },
      'does not begin at 0 or 1, or has gaps',
    ],
    [
      {
        ...{ SLURM_ARRAY_TASK_ID: '4', SLURM_ARRAY_TASK_MIN: '0' },
        ...{ SLURM_ARRAY_TASK_MAX: '8', SLURM_ARRAY_TASK_COUNT: '5' },
      },
      'has gaps',
    ],
    [{ JOB_COMPLETION_INDEX: '0' }, 'not JOB_COMPLETIONS'],
    [{ JOB_COMPLETION_INDEX: 'x', JOB_COMPLETIONS: '4' }, 'is "x", and no whole number'],
    [{ AWS_BATCH_JOB_ARRAY_INDEX: '5', AWS_BATCH_JOB_ARRAY_SIZE: '5' }, 'is no shard'],
  ])('is asked for where %o does not tell', (environment, words) => {
    expect(() => arrayShard(environment)).toThrow(words);
  });
});

describe('images dealt to shards', () => {
  const sizes = Array.from({ length: 1000 }, (_, i) => ({
    path: `${(i * 7919) % 1000}.jpg`,
    pixels: 1000 + ((i * 104_729) % 100_000),
  }));

  it('are each in one, and pixels are nearly even', () => {
    const dealt = dealShards(sizes, 7);
    expect(dealt.size).toBe(1000);
    const sums = Array.from({ length: 7 }, (_, index) =>
      sizes.reduce((sum, { path, pixels }) => sum + (dealt.get(path) === index + 1 ? pixels : 0), 0),
    );
    expect(Math.max(...sums) / Math.min(...sums)).toBeLessThan(1.001);
  });

  it('are dealt alike in whatever order they come', () => {
    const turned = dealShards(sizes.toReversed(), 7);
    expect([...dealShards(sizes, 7)].every(([path, index]) => turned.get(path) === index)).toBe(true);
  });

  it('that nobody can read are spread, too', () => {
    const dealt = dealShards(
      Array.from({ length: 10 }, (_, i) => ({ path: `${i}.jpg`, pixels: 0 })),
      5,
    );
    for (let index = 1; index <= 5; index++)
      expect([...dealt.values()].filter((item) => item === index)).toHaveLength(2);
  });
});
