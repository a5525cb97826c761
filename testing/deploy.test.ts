import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { arrayShard } from '../src/main/team/shards/arrayShard.ts';

const deploy = join(import.meta.dirname, '..', 'deploy');
const textOf = (name: string): string => readFileSync(join(deploy, name), 'utf8');

describe('files for many machines', () => {
  it.skipIf(process.platform === 'win32').each(['parallel.sh', 'slurm.sbatch'])(
    '%s is read by a shell',
    (name) => {
      expect(spawnSync('bash', ['-n', join(deploy, name)], { encoding: 'utf8' })).toMatchObject({
        ...{ status: 0, stderr: '' },
      });
    },
  );

  it('tell every task of the job of Kubernetes how many there are', () => {
    const job = textOf('kubernetes.yaml');
    const [, completions] = /^ {2}completions: (\d+)$/m.exec(job)!;
    const [, told] = /name: JOB_COMPLETIONS\n\s+value: '(\d+)'/.exec(job)!;
    expect(told).toBe(completions);
    for (let index = 0; index < Number(told); index++)
      expect(arrayShard({ JOB_COMPLETION_INDEX: String(index), JOB_COMPLETIONS: told })).toMatchObject({
        index: index + 1,
        count: Number(told),
      });
  });

  it('are each named in their README, and send nothing anywhere', () => {
    for (const name of readdirSync(deploy))
      if (name !== 'README.md') expect(textOf('README.md')).toContain(name);
    for (const name of ['Dockerfile', 'Dockerfile.cuda', 'parallel.sh'])
      expect(textOf(name)).toContain('ORT_DISABLE_TELEMETRY=1');
  });
});
