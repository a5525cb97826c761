import { expect, it } from 'vitest';
import type { KeyPress } from './keys.ts';
import { keyName } from './keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false },
  ...more,
});

it.each([
  [press('b'), 'B'],
  [press(' '), 'Space'],
  [press('['), '['],
  [press('?', { shiftKey: true }), '?'],
  [press('Z', { shiftKey: true, ctrlKey: true }), 'Ctrl+Shift+Z'],
  [press('z', { metaKey: true }), 'Ctrl+Z'],
  [press('Backspace', { ctrlKey: true }), 'Ctrl+Backspace'],
  [press('Enter', { shiftKey: true }), 'Shift+Enter'],
  [press('\u00a1', { altKey: true, code: 'Digit1' }), 'Alt+1'],
])('%o is called %s', (event, name) => {
  expect(keyName(event)).toBe(name);
});
