import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import type { HeadLine } from '../project/HeadTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { learningBasis } from './learningBasis.ts';

/** Fewer images teach nothing that holds for others. */
export const LEAST_LESSONS = 3;
/** Lessons of a class that the pack does not know, before it is proposed. */
export const LEAST_EXAMPLES = 5;

/**
 * The taught head that proposals are made with: the one that a person has gone back to, else the newest. None where learning is switched
 * off, where the pack or the attention is another one now, and where too few of its lessons are left.
 */
export function headInForce(
  project: ProjectFile,
  packHash: string,
  parameters: ProposalParameters,
): HeadLine | undefined {
  if (!(project.meta.get('learning') ?? false)) return undefined;
  const basis = learningBasis(packHash, parameters);
  const heads = project.heads.all().filter((head) => head.basis === basis);
  const chosen = project.meta.get('head') ?? null;
  const found = chosen === null ? undefined : heads.find(({ id }) => id === chosen);
  if (found) return found;
  if (project.lessons.count() < LEAST_LESSONS) return undefined;
  return heads.find(({ from }) => from === undefined);
}
