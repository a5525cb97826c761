import { mutateBytes } from './mutateBytes.ts';
import { pick, STRANGE_NUMBERS, STRANGE_TEXTS } from './strangeValues.ts';

/** Damages a text of words: some become others, lines come twice or go; or its bytes. */
export function mutateWords(text: Buffer, random: () => number): Buffer {
  if (random() < 0.25) return mutateBytes(text, random);
  const lines = text.toString('utf8').split('\n');
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const at = Math.floor(random() * lines.length);
    const words = (lines[at] ?? '').split(' ');
    const how = random();
    if (how < 0.15) lines.splice(at, 1);
    else if (how < 0.3) lines.push(lines[at] ?? '');
    else {
      const value = random() < 0.6 ? String(pick(STRANGE_NUMBERS, random)) : pick(STRANGE_TEXTS, random);
      words[Math.floor(random() * words.length)] = value;
      lines[at] = words.join(' ');
    }
  }
  return Buffer.from(lines.join('\n'));
}
