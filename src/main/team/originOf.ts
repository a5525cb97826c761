import type { ProjectFile } from '../project/ProjectFile.ts';

/** The project that the images of a project belong to in the end: parts and shards name it, and so does what they were joined to. */
export function originOf({ meta }: ProjectFile): string {
  return meta.get('part')?.of ?? meta.get('shard')?.of ?? meta.get('joins') ?? meta.get('id')!;
}
