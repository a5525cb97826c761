import type { TaughtClass } from '../../shared/contract/learnRoutes.ts';
import type { ClassSummary } from '../../shared/contract/projectRoutes.ts';
import { messages } from '../messages/messages.ts';

/**
 * What a class row says of who proposes its class, where the image shows none of it, and why.
 *
 * @returns `short` for where there is little room
 * @param learned what it has learned from; undefined where nothing is learned
 */
export function taughtWords(
  { name, proposable, taught }: Pick<ClassSummary, 'name' | 'proposable' | 'taught'>,
  learned: TaughtClass | undefined,
): { says: string; short?: string; why?: string } {
  if (proposable) return { says: '' };
  const { learning, cannotPropose } = messages;
  if (taught) return { says: '', why: learning.proposedFrom(name, learned?.examples ?? 0) };
  if (!learned || learned.needed === null) return { says: cannotPropose };
  const { examples, needed, learns } = learned;
  if (!learns) return { says: cannotPropose, why: learning.notLearned(name) };
  const why = examples < needed ? learning.examplesHint(name, needed) : learning.enough(name);
  return {
    says: learning.examples(examples, needed),
    short: learning.examplesShort(examples, needed),
    why,
  };
}
