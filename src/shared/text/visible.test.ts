import { expect, it } from 'vitest';
import { visible } from './visible.ts';

it('what a terminal would obey is shown, and all else stays as it is', () => {
  expect(visible('cat\x1b[2J\x07.jpg')).toBe('cat\\x1b[2J\\x07.jpg');
  expect(visible('a\nb\r\tc\x7f\x9b', '\n\t')).toBe('a\nb\\x0d\tc\\x7f\\x9b');
  expect(visible('gpj.\u202etac')).toBe('gpj.\\u202etac');
  expect(visible('half \ud83d, whole \u{1f408}')).toBe('half \\ud83d, whole \u{1f408}');
  expect(visible('Hund, 犬, šuņi ‘—’ \ufffd')).toBe('Hund, 犬, šuņi ‘—’ \ufffd');
});
