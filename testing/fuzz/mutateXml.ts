import { mutateBytes } from './mutateBytes.ts';
import { pick, STRANGE_NUMBERS, STRANGE_TEXTS } from './strangeValues.ts';

const BOMB =
  '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d SYSTEM "/etc/passwd">]>';

/** Damages a text of XML: attributes, tags, declarations; or its bytes. */
export function mutateXml(text: Buffer, random: () => number): Buffer {
  if (random() < 0.25) return mutateBytes(text, random);
  let result = text.toString('utf8');
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const attributes = [...result.matchAll(/"[^"<]*"/g)];
    const tags = [...result.matchAll(/<[^>]*>/g)];
    const how = random();
    if (how < 0.6 && attributes.length > 0) {
      const [found] = pick(attributes, random).map(String);
      const value = random() < 0.5 ? String(pick(STRANGE_NUMBERS, random)) : pick(STRANGE_TEXTS, random);
      result = spliced(result, pick(attributes, random).index, found!.length, `"${value}"`);
    } else if (tags.length > 0) {
      const { index, 0: tag } = pick(tags, random);
      const inserted = pick(
        [
          BOMB,
          tag + tag,
          '',
          '<a>'.repeat(2000),
          '<![CDATA[<image>]]>',
          '<!-- <image -->',
          '</image>',
          '<?x y?>',
        ],
        random,
      );
      result = spliced(result, index, tag.length, inserted);
    }
  }
  return Buffer.from(result);
}

function spliced(text: string, at: number, length: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at + length);
}
