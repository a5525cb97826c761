import { mutateBytes } from './mutateBytes.ts';
import { pick, STRANGE_NUMBERS, STRANGE_TEXTS } from './strangeValues.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A place in a document: what it is in, and under which key. */
type Place = [parent: Json[] | Record<string, Json>, key: string | number];

/** Stands where deep nesting is put into the text: JSON.stringify would not come to its end. */
const DEEP = '"deep nesting"';

/** Damages a document of JSON in a few places: values of other types and sizes, missing and doubled ones; or its text. */
export function mutateJson(text: Buffer, random: () => number): Buffer {
  if (random() < 0.25) return mutateBytes(text, random);
  const document = { root: JSON.parse(text.toString('utf8')) as Json };
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const [parent, key] = pick(placesIn(document), random);
    const how = random();
    if (Array.isArray(parent) && how < 0.2) parent.splice(key as number, 1);
    else if (Array.isArray(parent) && how < 0.4) parent.push(structuredClone(parent[key as number]!));
    else if (!Array.isArray(parent) && parent !== document && how < 0.2) Reflect.deleteProperty(parent, key);
    else (parent as Record<string, Json>)[key] = strange((parent as Record<string, Json>)[key]!, random);
  }
  const depth = Math.floor(random() * 3000);
  return Buffer.from(
    JSON.stringify(document.root ?? null).replace(DEEP, '['.repeat(depth) + ']'.repeat(depth)),
  );
}

function placesIn(root: Record<string, Json>): Place[] {
  const places: Place[] = [];
  const waiting: Json[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      places.push([next, Array.isArray(next) ? Number(key) : key]);
      waiting.push(value);
    }
  }
  return places;
}

function strange(value: Json, random: () => number): Json {
  const values: Json[] = [null, true, [], {}, [value], { a: value }, 'deep nesting', [null, 'x', {}]];
  if (typeof value === 'number') values.push(-value, value * 1000, value + 0.5, String(value));
  if (typeof value === 'string') values.push(value.slice(1), value + value, value.toUpperCase());
  if (Array.isArray(value)) values.push(value.slice(1), [...value, ...value], value.toReversed());
  return pick([...values, pick(STRANGE_NUMBERS, random), pick(STRANGE_TEXTS, random)], random);
}
