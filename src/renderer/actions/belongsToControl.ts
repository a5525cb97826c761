import type { ControlKind } from './keepsKey.ts';
import { keepsKey } from './keepsKey.ts';

/** Input fields into which text is typed. */
const TYPED = new Set(['text', 'search', 'email', 'url', 'password', 'tel']);

type Press = Pick<KeyboardEvent, 'target' | 'key' | 'ctrlKey' | 'metaKey'>;

/** Whether a key is for the control that has the focus, and not for the desk. */
export function belongsToControl({ target, key, ctrlKey, metaKey }: Press): boolean {
  const kind = kindOf(target);
  return kind !== undefined && keepsKey(kind, key, ctrlKey || metaKey);
}

function kindOf(target: EventTarget | null): ControlKind | undefined {
  if (target instanceof HTMLTextAreaElement) return 'text';
  if (target instanceof HTMLSelectElement) return 'select';
  if (target instanceof HTMLInputElement) {
    if (TYPED.has(target.type)) return 'text';
    if (target.type === 'range' || target.type === 'number') return target.type;
    return target.type === 'color' ? 'colour' : 'box';
  }
  return target instanceof Element && target.closest('button, summary, a') ? 'press' : undefined;
}
