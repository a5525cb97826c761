import { VERDICTS } from '../../../shared/review/ReviewNote.ts';
import { messages } from '../../messages/messages.ts';
import type { ReviewNotes } from './ReviewNotes.svelte.ts';

/** Verdicts that can be set, with their words: the common ones, then own words in the order in which they came up. */
export function verdictsOf({ byImage }: Pick<ReviewNotes, 'byImage'>): { text: string; words: string }[] {
  const texts = new Set<string>(VERDICTS);
  for (const notes of byImage.values())
    for (const { kind, text } of notes) if (kind === 'verdict') texts.add(text);
  return [...texts].map((text) => ({ text, words: messages.review.verdicts[text] ?? text }));
}
