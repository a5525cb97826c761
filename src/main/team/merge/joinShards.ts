import { basename } from 'node:path';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { Shard } from '../shards/Shard.ts';

/** A deal of images out to shards, and how far these have been joined. */
export interface JoinedDeal {
  /** How many shards there are. */
  count: number;
  /** Numbers of those that were joined, now or before, ascending. */
  joined: number[];
  /** Numbers of those that were not, ascending. */
  missing: number[];
  /** Names of the files that were joined now. */
  files: string[];
}

interface DealtShard extends Shard {
  deal?: string | undefined;
}

/**
 * Notes in a project which shards were joined in it, within a transaction of the caller.
 *
 * @param inputs what is joined now
 * @returns the deals of these, and those of which some were joined before, but not all; empty where none of these has shards
 */
export function joinShards(target: ProjectFile, inputs: readonly ProjectFile[]): JoinedDeal[] {
  if (!inputs.some((input) => shardsOf(input).length > 0)) return [];
  const shards = new Map([target, ...inputs].flatMap(shardsOf).map((shard) => [keyOf(shard), shard]));
  const joined = [...shards].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shard]) => shard);
  target.meta.set('joinedShards', joined);
  return [...Map.groupBy(joined, dealOf)]
    .map(([deal, members]) => {
      const { count } = members[0]!;
      const numbers = new Set(members.map(({ index }) => index));
      const all = Array.from({ length: count }, (_, at) => at + 1);
      return {
        count,
        joined: all.filter((index) => numbers.has(index)),
        missing: all.filter((index) => !numbers.has(index)),
        files: inputs
          .filter((input) => shardsOf(input).some((shard) => dealOf(shard) === deal))
          .map(({ path }) => basename(path)),
      };
    })
    .filter(({ files, missing }) => files.length > 0 || missing.length > 0);
}

/** The shard that a project is, and those that were joined in it. */
function shardsOf({ meta }: ProjectFile): DealtShard[] {
  const own = meta.get('shard');
  const joined = meta.get('joinedShards') ?? [];
  return own ? [...joined, { index: own.index, count: own.count, deal: own.deal }] : joined;
}

function dealOf({ deal = '', count }: DealtShard): string {
  return `${deal}/${count}`;
}

/** In the order of numbers. */
function keyOf(shard: DealtShard): string {
  return `${dealOf(shard)}/${String(shard.index).padStart(6, '0')}`;
}
