/** What no tool writes where something else is meant. */
export const STRANGE_TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', '\u202e', 'x'.repeat(100_000), '<script>', '{', '&amp;', '__proto__', 'constructor'],
  ...['../../../etc/passwd', '/etc/passwd', 'C:\\Windows\\win.ini', '..\\..\\x.jpg', '//server/share/x.jpg'],
  ...['file:///etc/passwd', 'a/../../b.png', '.', '..', '%2e%2e%2f', '1e999', 'NaN', '-0', '0x10', '٣'],
];

export const STRANGE_NUMBERS: readonly number[] = [
  ...[0, -1, 1, 0.5, -0.001, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53)],
  ...[1e9, 1e18, 1e308, -1e308, 5e-324, 99_999],
];

/** Picks one of several. */
export function pick<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!;
}
