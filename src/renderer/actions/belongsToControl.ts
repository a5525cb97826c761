/** Input fields into which text is typed. */
const TYPED = new Set(['text', 'search', 'email', 'url', 'password', 'tel']);
/** Keys that move a slider, a list of choices or a number. */
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

type Press = Pick<KeyboardEvent, 'target' | 'key' | 'ctrlKey' | 'metaKey'>;

/**
 * Whether a key is for the control that has the focus, and not for the desk: where text is typed, all keys are; sliders and
 * choices keep those that move them, and whatever can be pressed keeps Enter and Space.
 */
export function belongsToControl({ target, key, ctrlKey, metaKey }: Press): boolean {
  if (isTypedInto(target)) return !(ctrlKey || metaKey) || /^[acvxyz]$/i.test(key);
  if (ctrlKey || metaKey) return false;
  if (target instanceof HTMLSelectElement) return MOVES.has(key) || key === 'Enter' || key === ' ';
  if (target instanceof HTMLInputElement) {
    if (target.type === 'range') return MOVES.has(key);
    if (target.type === 'number') return MOVES.has(key) || !/^[a-z]$/i.test(key);
    return key === ' ' || (target.type === 'color' && key === 'Enter');
  }
  if (!(target instanceof Element)) return false;
  return target.closest('button, summary, a') !== null && (key === 'Enter' || key === ' ');
}

function isTypedInto(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && TYPED.has(target.type);
}
