/** C0 and C1 controls, marks that turn the direction of a line, line separators, and half characters. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/**
 * A name or a message from elsewhere as text that can be looked at: whatever a terminal would obey, or would not show, stands
 * there as `\x1b` or `\u202e`.
 *
 * @param kept characters that stay as they are, for instance line breaks of a text that has lines
 */
export function visible(text: string, kept = ''): string {
  return text.replace(UNSEEN, (character) => {
    if (kept.includes(character)) return character;
    const code = character.codePointAt(0)!.toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
