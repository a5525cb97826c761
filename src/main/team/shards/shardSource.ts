import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ImageSource, SourceImage } from '../../formats/dataset/ImageSource.ts';
import { pixelsOf } from '../../image/pixelsOf.ts';
import { dealShards } from './dealShards.ts';
import type { Shard } from './Shard.ts';

/** What one shard gets of a source. */
export interface ShardOfSource {
  /** By path, which shard an image belongs to. */
  shardOf: ReadonlyMap<string, number>;
  /** Images of the source that belong to this one. */
  images: SourceImage[];
  /** 32 hexadecimal digits that name the source's files: the same for all its shards, wherever they are made. */
  id: string;
  /** 32 hexadecimal digits that name the deal: the same where the same images, of the same pixels, are dealt out to as many shards. */
  deal: string;
}

/** Files that are asked for their size at once. */
const AT_ONCE = 32;

/**
 * Deals the images of a source out to shards by their pixels.
 *
 * @param others paths that belong to the project beside those of the source
 */
export async function shardSource(
  { root, images }: ImageSource,
  { index, count }: Shard,
  others: readonly string[] = [],
): Promise<ShardOfSource> {
  const paths = [...new Set([...images.map(({ path }) => path), ...others])].sort();
  const sizes: { path: string; pixels: number }[] = [];
  for (let at = 0; at < paths.length; at += AT_ONCE)
    sizes.push(
      ...(await Promise.all(
        paths
          .slice(at, at + AT_ONCE)
          .map(async (path) => ({ path, pixels: await pixelsOf(join(root, path)) })),
      )),
    );
  const shardOf = dealShards(sizes, count);
  const files = images.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    shardOf,
    images: images.filter(({ path }) => shardOf.get(path) === index),
    id: named(files.map(({ path, bytes }) => `${path}\0${bytes}`)),
    deal: named([String(count), ...sizes.map(({ path, pixels }) => `${path}\0${pixels}`)]),
  };
}

/** 32 hexadecimal digits that name some lines. */
function named(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex').slice(0, 32);
}
