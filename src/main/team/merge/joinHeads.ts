import type { ProjectFile } from '../../project/ProjectFile.ts';

/**
 * Gives the target the taught heads that scores of another project are made with, each once. Heads whose classes have other labels in the target are left out. To be
 * called within a transaction.
 *
 * @param to by label of that project, the one of the target; `uint8[256]`
 * @returns by id in that project, the id in the target
 */
export function joinHeads(target: ProjectFile, project: ProjectFile, to: Uint8Array): Map<number, number> {
  const ids = new Map<number, number>();
  if (project === target || to.some((label, i) => label !== i)) return ids;
  const known = new Map(target.heads.all().map(({ id }) => [target.heads.fingerprint(id), id]));
  for (const id of project.heads.used()) {
    const here = known.get(project.heads.fingerprint(id)) ?? target.heads.copyFrom(project.heads, id);
    if (here !== undefined) ids.set(id, here);
  }
  return ids;
}
