import type { ClassList, LeftOutWhy } from '../../shared/classes/classList.ts';
import { messages } from '../messages/messages.ts';

const ORDER: readonly LeftOutWhy[] = ['there', 'twice', 'long', 'full'];

/** What of a list of classes was left out, and why; undefined where nothing was. */
export function leftOutWords(leftOut: ClassList['leftOut']): string | undefined {
  const parts = ORDER.flatMap((why) => {
    const names = leftOut.filter((item) => item.why === why).map(({ name }) => name.slice(0, 40));
    return names.length > 0 ? [messages.classList.leftOut(names, why)] : [];
  });
  return parts.length > 0 ? parts.join(' ') : undefined;
}
