/** What of a control says which keys it needs; `box` stands for checkboxes and their like, `press` for buttons and links. */
export type ControlKind = 'text' | 'number' | 'range' | 'select' | 'colour' | 'box' | 'press';

/** Keys that move a slider, a list of choices, a number or a text's cursor. */
const MOVES = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);
/** Keys that with Ctrl edit what is typed: by words, by lines, or with the clipboard and its own undo. */
const EDITS = new Set([...MOVES, 'Backspace', 'Delete', 'Enter', 'a', 'c', 'v', 'x', 'y', 'z']);

/**
 * Whether a control that has the focus needs a key, so that it is not for the desk: where text is typed, all keys but
 * commands; sliders and choices keep those that move them, and whatever can be pressed keeps Enter and Space.
 *
 * @param key as `KeyboardEvent.key` names it
 * @param command whether Ctrl or Cmd is held
 */
export function keepsKey(kind: ControlKind, key: string, command: boolean): boolean {
  if (command) return isTyped(kind) && EDITS.has(key.length === 1 ? key.toLowerCase() : key);
  switch (kind) {
    case 'text':
      return true;
    case 'number':
      return MOVES.has(key) || !/^[a-z]$/i.test(key);
    case 'range':
      return MOVES.has(key);
    case 'select':
      return MOVES.has(key) || key === 'Enter' || key === ' ';
    case 'box':
      return key === ' ';
    case 'colour':
    case 'press':
      return key === 'Enter' || key === ' ';
  }
}

function isTyped(kind: ControlKind): boolean {
  return kind === 'text' || kind === 'number';
}
