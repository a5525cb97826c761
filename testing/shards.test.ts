import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../src/main/annotate/decisions.ts';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { camweave, startCamweave, startCamweaveWith } from './runCamweave.ts';
import { temporaryFolder } from './temporaryFolder.ts';

const samples = join(import.meta.dirname, '..', 'resources', 'samples');
const FAST = ['--scales', '1', '--no-flip', '--provider', 'cpu', '--json'];
const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const propose = (project: string, ...more: string[]): string[] => [
  ...['propose', samples, '--project', path(project), ...FAST, ...more],
];

/** All that a project has of its images, by path, without ids and times; and of its settings. */
function contents(project: string): unknown {
  const database = new Database(path(project), { readonly: true });
  const all = (sql: string): unknown[] => database.prepare(sql).all();
  const rows = {
    images: all(
      'SELECT path, bytes, width, height, content_hash, state, tags, tag_source, thresholds FROM image ORDER BY path',
    ),
    scores: all(
      `SELECT path, pack_hash, parameter_hash, grid, labels, hex(maps) AS maps, guesses, dispute FROM score JOIN image ON image.id = image_id ORDER BY path`,
    ),
    refined: all('SELECT path, refined.* FROM refined JOIN image ON image.id = image_id ORDER BY path').map(
      (row) => ({ ...(row as object), image_id: 0, id: 0, at: '' }),
    ),
    suggestions: all('SELECT path, said FROM suggestion JOIN image ON image.id = image_id ORDER BY path'),
    classes: all('SELECT * FROM class ORDER BY label'),
    settings: all(
      "SELECT key, value FROM meta WHERE key NOT IN ('id', 'joins', 'shard', 'joinedShards') ORDER BY key",
    ),
  };
  database.close();
  return JSON.parse(JSON.stringify(rows));
}

describe('shards of the samples', () => {
  beforeAll(async () => {
    expect((await camweave(...propose('whole.camweave'))).code).toBe(0);
    for (const index of [1, 2, 3]) {
      const args = propose('parts.camweave', '--shard', `${index}/3`);
      if (index === 2) {
        const { child, outcome } = startCamweave(...args);
        while (!existsSync(path('parts.shard-2-of-3.camweave'))) await setTimeout(20);
        child.kill('SIGKILL');
        await outcome;
      }
      expect((await camweave(...args)).code).toBe(0);
    }
  });
  const files = [1, 2, 3].map((index) => path(`parts.shard-${index}-of-3.camweave`));

  it('are together what one run makes, in whatever order they are joined, and joined twice', async () => {
    const missing = 'has not been merged yet';
    const whole = await camweave('merge', path('a.camweave'), ...files);
    expect(whole).toMatchObject({ code: 0, stderr: expect.not.stringContaining(missing) });
    const some = await camweave('merge', path('b.camweave'), files[2]!, files[0]!);
    expect(some).toMatchObject({ code: 0, stderr: expect.stringContaining(`shard 2 of 3 ${missing}.`) });
    const rest = await camweave('merge', path('b.camweave'), files[1]!, files[2]!);
    expect(rest).toMatchObject({ code: 0, stderr: expect.not.stringContaining(missing) });
    const oneRun = contents('whole.camweave');
    expect(contents('a.camweave')).toEqual(oneRun);
    expect(contents('b.camweave')).toEqual(oneRun);
  });

  it('are gone on with by the command that made them, which has nothing left to do', async () => {
    const { stdout } = await camweave(...propose('parts.camweave', '--shard', '1/3'));
    expect(JSON.parse(stdout)).toMatchObject({ proposed: 0, skipped: 2 });
  });

  it('are those of the array job that started the command, unless it says otherwise', async () => {
    const array = { SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_MIN: '0', SLURM_ARRAY_TASK_MAX: '2' };
    const { stderr } = await startCamweaveWith(array, ...propose('parts.camweave')).outcome;
    expect(stderr).toContain('Shard 3 of 3, as SLURM_ARRAY_TASK_ID says: 2 images');
    const all = await startCamweaveWith(array, ...propose('whole.camweave', '--shard', 'none')).outcome;
    expect(JSON.parse(all.stdout)).toMatchObject({ proposed: 0, skipped: 6 });
    const half = await startCamweaveWith({ JOB_COMPLETION_INDEX: '1' }, ...propose('whole.camweave')).outcome;
    expect(half).toMatchObject({ code: 2, stderr: expect.stringContaining('not JOB_COMPLETIONS') });
  });

  it('with other parameters are said when they are joined', async () => {
    await camweave(...propose('other.camweave', '--shard', '3/3', '--gamma', '3'));
    const strange = path('other.shard-3-of-3.camweave');
    const { stderr, code } = await camweave('merge', path('mixed.camweave'), files[0]!, strange);
    expect(code).toBe(0);
    expect(stderr).toContain(`made anew with the next \`camweave propose\`:\n`);
    expect(stderr).toContain(strange);
  });
});

describe('shards of a project', () => {
  it('take its classes, decisions and taught head with them, and bring them back', async () => {
    expect((await camweave(...propose('base.camweave', '--edges', 'off'))).code).toBe(0);
    const file = ProjectFile.open(path('base.camweave'));
    for (const image of file.images.all().slice(0, 4)) decide(file, image, 'accept', { author: 'a' });
    file.close();
    expect((await camweave('learn', path('base.camweave'))).code).toBe(0);
    const before = readFileSync(path('base.camweave'));
    for (const index of [1, 2])
      expect((await camweave(...propose('base.camweave', '--shard', `${index}/2`))).code).toBe(0);
    expect(readFileSync(path('base.camweave')).equals(before)).toBe(true);
    const shards = readdirSync(folder).filter((name) => name.startsWith('base.shard-'));
    expect(shards).toHaveLength(2);
    const { code } = await camweave('merge', path('base.camweave'), ...shards.map(path));
    expect(code).toBe(0);
    const merged = ProjectFile.open(path('base.camweave'));
    const states = merged.images.all().map(({ state }) => state);
    expect(states.filter((state) => state === 'accepted')).toHaveLength(4);
    expect(merged.lessons.count()).toBe(4);
    expect(merged.heads.all()).toHaveLength(1);
    merged.close();
    const again = await camweave(...propose('base.camweave'));
    expect(JSON.parse(again.stdout)).toMatchObject({ proposed: 0, skipped: 6 });
  });
});

describe('proposals that are there already', () => {
  it('are kept, made anew or refused', async () => {
    const skip = await camweave(...propose('whole.camweave', '--on-existing', 'skip'));
    expect(JSON.parse(skip.stdout)).toMatchObject({ proposed: 0, skipped: 6 });
    const before = contents('whole.camweave');
    const redo = await camweave(...propose('whole.camweave', '--on-existing', 'redo', '--limit', '2'));
    expect(JSON.parse(redo.stdout)).toMatchObject({ proposed: 2 });
    expect(contents('whole.camweave')).toEqual(before);
    const fail = await camweave(...propose('whole.camweave', '--on-existing', 'fail'));
    expect(fail).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('has proposals of 6 images already'),
    });
    const strange = await camweave(...propose('whole.camweave', '--on-existing', 'ask'));
    expect(strange).toMatchObject({ code: 2, stderr: expect.stringContaining('skip, redo, fail') });
  });
});
