import type { ProjectFile } from '../project/ProjectFile.ts';

/** Who works on a project: a part is its person's, whoever the system thinks sits there. */
export function authorIn({ meta }: ProjectFile, author: string): string {
  return meta.get('part')?.for ?? author;
}
