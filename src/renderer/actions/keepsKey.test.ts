import { expect, it } from 'vitest';
import type { ControlKind } from './keepsKey.ts';
import { keepsKey } from './keepsKey.ts';

const kept = (kind: ControlKind, keys: string[], command = false): string[] =>
  keys.filter((key) => keepsKey(kind, key, command));

it.each(['text', 'number'] as const)(
  'with Ctrl a %s field keeps what edits it, and the desk its commands',
  (kind) => {
    const edits = ['Backspace', 'Delete', 'Enter', 'ArrowLeft', 'ArrowUp', 'Home', 'End', 'a', 'Z', 'v'];
    expect(kept(kind, edits, true)).toEqual(edits);
    expect(kept(kind, ['k', 'l', 'e', 'Escape', 'H'], true)).toEqual([]);
  },
);

it.each(['range', 'select', 'colour', 'box', 'press'] as const)('with Ctrl nothing is for a %s', (kind) => {
  expect(kept(kind, ['Enter', 'Backspace', 'ArrowUp', ' ', 'a'], true)).toEqual([]);
});

it('without Ctrl each keeps what it can do with', () => {
  const keys = ['b', '5', '.', ' ', 'Enter', 'Backspace', 'ArrowDown', 'Home'];
  expect(kept('text', keys)).toEqual(keys);
  expect(kept('number', keys)).toEqual(keys.slice(1));
  expect(kept('range', keys)).toEqual(['ArrowDown', 'Home']);
  expect(kept('select', keys)).toEqual([' ', 'Enter', 'ArrowDown', 'Home']);
  expect(kept('colour', keys)).toEqual([' ', 'Enter']);
  expect(kept('box', keys)).toEqual([' ']);
  expect(kept('press', keys)).toEqual([' ', 'Enter']);
});
