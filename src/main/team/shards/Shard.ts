import { AppError } from '../../../shared/errors/AppError.ts';

/** One of several machines' shares of a project's images. */
export interface Shard {
  /** From 1 on. */
  index: number;
  count: number;
}

/** More than anybody has machines; each is a file to be joined in the end. */
const MOST_SHARDS = 10_000;

/**
 * Reads `I/N`, the I-th of N shards.
 *
 * @throws AppError `invalid-input` for anything else
 */
export function readShard(text: string): Shard {
  const [, index, count] = /^(\d{1,9})\/(\d{1,9})$/.exec(text.trim()) ?? [];
  return expectShard({ index: Number(index), count: Number(count) }, `"${text}"`);
}

/**
 * @param said what it was made from, for the message
 * @throws AppError `invalid-input` where there is no such shard
 */
export function expectShard({ index, count }: Shard, said: string): Shard {
  if (Number.isInteger(index) && index >= 1 && index <= count && count <= MOST_SHARDS)
    return { index, count };
  throw new AppError(
    'invalid-input',
    `${said} is no shard: give the I-th of N as I/N, such as 3/8, with I from 1 to N and N up to ${MOST_SHARDS}.`,
  );
}

/** Of the file that a shard of a project is kept in, beside the project: numbers are as long as the last one, so that lists are in order. */
export function shardFile(project: string, { index, count }: Shard): string {
  const number = String(index).padStart(String(count).length, '0');
  return `${project.replace(/\.camweave$/, '')}.shard-${number}-of-${count}.camweave`;
}

/** A pattern for a shell that all shards of a project fit. */
export function shardPattern(project: string, count: number): string {
  return `${project.replace(/\.camweave$/, '')}.shard-*-of-${count}.camweave`;
}
