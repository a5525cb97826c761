import { LAST_CLASS } from '../labels/labelCodes.ts';
import { plainName } from './isSameName.ts';

/** A class of a list that was typed or pasted; its colour `#rrggbb` where the list says one. */
export interface ListedClass {
  name: string;
  colour: string | undefined;
}

/** Why a name of a list is left out: the list has it twice, it is a class already, it is too long, or there is no room. */
export type LeftOutWhy = 'twice' | 'there' | 'long' | 'full';

export interface ClassList {
  classes: ListedClass[];
  leftOut: { name: string; why: LeftOutWhy }[];
}

/** Longer names are no names, but a text that was pasted by mistake. */
export const LONGEST_CLASS_NAME = 100;
const COLOUR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;

/**
 * Reads a list of classes: one a line, or parted by commas, semicolons or tabs; a colour such as `#1f77b4` belongs to the name
 * before it. Quotation marks keep what parts within a name.
 *
 * @param text as it was typed or pasted
 * @param present names of the classes that are there
 */
export function parseClassList(text: string, present: readonly string[]): ClassList {
  const there = new Set(present.map(plainName));
  const listed = new Set<string>();
  const list: ClassList = { classes: [], leftOut: [] };
  for (const { name, colour } of entriesOf(text)) {
    const plain = plainName(name);
    let why: LeftOutWhy | undefined;
    if (listed.has(plain)) why = 'twice';
    else if (there.has(plain)) why = 'there';
    else if (name.length > LONGEST_CLASS_NAME) why = 'long';
    else if (present.length + list.classes.length >= LAST_CLASS) why = 'full';
    listed.add(plain);
    if (why === undefined) list.classes.push({ name, colour });
    else list.leftOut.push({ name, why });
  }
  return list;
}

/** The text of a list, which `parseClassList` reads back: a line `name, #rrggbb` for each class. */
export function formatClassList(classes: readonly { name: string; colour: string }[]): string {
  const quoted = (name: string): string => (/[,;\t"#]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
  return classes.map(({ name, colour }) => `${quoted(name)}, ${colour}\n`).join('');
}

function entriesOf(text: string): ListedClass[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const entries: ListedClass[] = [];
    for (const { part, isQuoted } of partsOf(line)) {
      if (part === '') continue;
      const last = entries.at(-1);
      const [, name, colour] = (!isQuoted && /^(.*?)\s*(#[0-9a-f]{3,6})$/i.exec(part)) || [];
      if (colour === undefined || !COLOUR.test(colour)) entries.push({ name: part, colour: undefined });
      else if (name !== '') entries.push({ name: name!, colour: wholeColour(colour) });
      else if (last) last.colour ??= wholeColour(colour);
    }
    return entries;
  });
}

/** The parts of a line, without spaces and quotation marks around them. */
function partsOf(line: string): { part: string; isQuoted: boolean }[] {
  const found = line.matchAll(/\s*(?:"((?:[^"]|"")*)"\s*(?=[,;\t]|$)|([^,;\t]*))(?:[,;\t]|$)/g);
  return [...found].map(([, quoted, plain]) => ({
    part: (quoted?.replaceAll('""', '"') ?? plain ?? '').trim(),
    isQuoted: quoted !== undefined,
  }));
}

/** `#rrggbb` in small letters. */
function wholeColour(colour: string): string {
  const digits = colour.slice(1).toLowerCase();
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}
