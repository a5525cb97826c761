import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { readListedJson, writeListedJson } from './listedJson.ts';

async function read(file: string): Promise<unknown[]> {
  const found: unknown[] = [];
  await readListedJson(file, {
    head: (head) => void found.push(head),
    item: (list, item) => void found.push([list, item]),
  });
  return found;
}

describe('JSON of long lists', () => {
  it('is JSON, and is read back item by item', async () => {
    const file = join(temporaryFolder(), 'a.json');
    writeListedJson(file, { a: '],\n' }, { images: ['{"id":1}', '"]"'], none: [], more: ['[2]'] });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      ...{ a: '],\n', images: [{ id: 1 }, ']'], none: [], more: [[2]] },
    });
    expect(await read(file)).toEqual([
      ...[{ a: '],\n' }, ['images', { id: 1 }], ['images', ']'], ['more', [2]]],
    ]);
  });

  it.each([
    ['a comma too many', '{"a": 1,\n"b": [\n1,\n]\n}\n'],
    ['a comma too few', '{"a": 1,\n"b": [\n1\n2\n]\n}\n'],
    ['no comma between lists', '{"a": 1,\n"b": [\n1\n]\n"c": [\n]\n}\n'],
    ['a comma behind the last list', '{"a": 1,\n"b": [\n1\n],\n}\n'],
    ['an item that is none', '{"a": 1,\n"b": [\nx\n]\n}\n'],
    ['no end', '{"a": 1,\n"b": [\n1\n]\n'],
    ['something behind the end', '{"a": 1,\n"b": [\n1\n]\n}\n1\n'],
    ['no head', '[\n1\n]\n'],
  ])('with %s is refused', async (_, text) => {
    const file = join(temporaryFolder(), 'a.json');
    writeFileSync(file, text);
    await expect(read(file)).rejects.toThrow(SyntaxError);
  });
});
