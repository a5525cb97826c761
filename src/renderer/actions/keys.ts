/** What of a keyboard event says which keys were pressed. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The name of a key press, such as `Ctrl+Shift+Z`, `[` or `Enter`; Cmd counts as Ctrl. */
export function keyName(event: KeyPress): string {
  const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
  // With Alt some keyboards write another sign; the digit keys stay what they are.
  const digit = altKey ? /^Digit(\d)$/.exec(code)?.[1] : undefined;
  const name = digit ?? (key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key);
  const command = ctrlKey || metaKey;
  // Shift is part of signs such as ? already; it is named for letters, digits and named keys.
  const shifted = shiftKey && (key.length > 1 || /^[a-z]$/i.test(key));
  return [command && 'Ctrl', altKey && 'Alt', shifted && 'Shift', name].filter(Boolean).join('+');
}

/** Keys that mean nothing by themselves. */
export function isModifier({ key }: Pick<KeyPress, 'key'>): boolean {
  return key === 'Control' || key === 'Shift' || key === 'Alt' || key === 'Meta';
}
