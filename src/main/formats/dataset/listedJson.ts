import { linesOf } from './linesOf.ts';
import { TextFile } from './TextFile.ts';

/**
 * Writes a JSON object of which lists may be of any length: an item a line, so that neither writer nor reader has it in memory as a whole.
 *
 * @param head what is not long, at least one member
 * @param lists by name, items as JSON
 */
export function writeListedJson(
  file: string,
  head: object,
  lists: Readonly<Record<string, Iterable<string>>>,
): void {
  const text = new TextFile(file);
  try {
    text.write(`${JSON.stringify(head).slice(0, -1)},\n`);
    const last = Object.keys(lists).at(-1);
    for (const [name, items] of Object.entries(lists)) {
      text.write(`${JSON.stringify(name)}: [\n`);
      let parting = '';
      for (const item of items) {
        text.write(parting + item);
        parting = ',\n';
      }
      text.write(`${parting === '' ? '' : '\n'}]${name === last ? '' : ','}\n`);
    }
    text.write('}\n');
  } finally {
    text.close();
  }
}

/** What is told of such a file, in its order. */
export interface ListedJsonReader {
  head(head: Record<string, unknown>): void;
  item(list: string, item: unknown): void | Promise<void>;
}

/**
 * Reads what `writeListedJson` has written, and takes nothing else: where every line is as it should be, the whole is JSON.
 *
 * @throws SyntaxError
 */
export async function readListedJson(file: string, reader: ListedJsonReader): Promise<void> {
  let list: string | undefined;
  /** Whether the line before ends in a comma; undefined where none was. */
  let isOpen: boolean | undefined;
  let items = 0;
  let isDone = false;
  for await (const line of linesOf(file)) {
    const start = list === undefined && isOpen !== undefined ? /^("[^"]+"): \[$/.exec(line)?.[1] : undefined;
    if (isDone) throw new SyntaxError('text behind the end');
    if (isOpen === undefined) {
      if (!line.endsWith(',')) throw new SyntaxError('no head');
      reader.head(JSON.parse(`${line.slice(0, -1)}}`) as Record<string, unknown>);
      isOpen = true;
    } else if (start !== undefined) {
      expectComma(isOpen, true, line);
      list = JSON.parse(start) as string;
      items = 0;
      isOpen = true;
    } else if (list === undefined) {
      expectComma(isOpen, false, line);
      if (line !== '}') throw new SyntaxError(`a line that is neither list nor end: ${line.slice(0, 40)}`);
      isDone = true;
    } else if (line === ']' || line === '],') {
      expectComma(isOpen, items === 0, line);
      list = undefined;
      isOpen = line === '],';
    } else {
      expectComma(isOpen, true, line);
      isOpen = line.endsWith(',');
      items++;
      await reader.item(list, JSON.parse(isOpen ? line.slice(0, -1) : line));
    }
  }
  if (!isDone) throw new SyntaxError('the end is missing');
}

function expectComma(is: boolean, wanted: boolean, line: string): void {
  if (is !== wanted)
    throw new SyntaxError(`a comma ${wanted ? 'is missing' : 'too many'} before ${line.slice(0, 40)}`);
}
