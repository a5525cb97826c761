import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { joinShards } from './joinShards.ts';

const ID = '0'.repeat(32);
const [FIRST, SECOND] = ['1'.repeat(32), '2'.repeat(32)] as const;
let folder: string;
let open: ProjectFile[];
beforeEach(() => {
  folder = temporaryFolder();
  open = [];
});
afterEach(() => open.forEach((project) => project.close()));

function fresh(): ProjectFile {
  const project = ProjectFile.open(join(folder, `${open.length}.camweave`), { create: true });
  open.push(project);
  return project;
}
function shard(index: number, count: number, deal?: string): ProjectFile {
  const project = fresh();
  project.meta.set('shard', { of: ID, index, count, ...(deal !== undefined && { deal }) });
  return project;
}

it('shards that are missing are told, those joined before taken into account, in any order and again', () => {
  const [one, two, three] = [shard(1, 3, FIRST), shard(2, 3, FIRST), shard(3, 3, FIRST)];
  const [target, other] = [fresh(), fresh()];
  expect(joinShards(target, [two, one])).toEqual([
    { count: 3, joined: [1, 2], missing: [3], files: ['1.camweave', '0.camweave'] },
  ]);
  expect(joinShards(target, [one])).toMatchObject([{ joined: [1, 2], missing: [3] }]);
  expect(joinShards(target, [three])).toMatchObject([{ joined: [1, 2, 3], missing: [] }]);
  joinShards(other, [three]);
  expect(joinShards(other, [target])).toMatchObject([{ joined: [1, 2, 3], missing: [] }]);
  expect(other.meta.get('joinedShards')).toEqual(target.meta.get('joinedShards'));
});

it('shards of other deals are told apart by their number or by what was dealt', () => {
  const target = fresh();
  joinShards(target, [shard(1, 2, FIRST)]);
  expect(joinShards(target, [shard(2, 2, SECOND)])).toMatchObject([
    { count: 2, joined: [1], missing: [2], files: [] },
    { count: 2, joined: [2], missing: [1], files: ['2.camweave'] },
  ]);
  const old = fresh();
  expect(joinShards(old, [shard(1, 2), shard(3, 3)])).toMatchObject([
    { count: 2, missing: [2] },
    { count: 3, missing: [1, 2] },
  ]);
});

it('a deal that was joined whole is not told of again, nor any where no shard is joined', () => {
  const target = fresh();
  joinShards(target, [shard(1, 1, FIRST)]);
  expect(joinShards(target, [shard(1, 2, SECOND)])).toMatchObject([{ count: 2, joined: [1], missing: [2] }]);
  expect(joinShards(target, [fresh()])).toEqual([]);
});
