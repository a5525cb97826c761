import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { TimeSlices } from '../dataset/TimeSlices.ts';
import { JsonCursor } from './JsonCursor.ts';
import { RangedFile } from './RangedFile.ts';
import { scanJson } from './scanJson.ts';
import { sniffJson } from './sniffJson.ts';

const folder = temporaryFolder();
const file = join(folder, 'a.json');

/** The elements of a text, by scanning its file. */
async function elementsOf(text: string | Buffer, wanted: string): Promise<[number, unknown][]> {
  writeFileSync(file, text);
  const found: [number, unknown][] = [];
  await scanJson(
    file,
    (key) => key === wanted,
    (_, start, bytes) => found.push([start, JSON.parse(bytes.toString())]),
    new TimeSlices(),
  );
  return found;
}

describe('a file of JSON', () => {
  const value = { other: { a: [1, 2] }, a: [{ x: ['}', '"]', '\\'] }, 7, [1, [2]], 'b,c', null], last: 'a' };

  it('is read piece by piece, whatever is in its texts, wherever pieces end', () => {
    const text = Buffer.from(JSON.stringify(value, null, 1));
    for (const step of [1, 2, 3, 7, text.length]) {
      const found: unknown[] = [];
      const cursor = new JsonCursor(
        (key) => key === 'a',
        (key, start, bytes) => {
          expect(text.subarray(start, start + bytes.length).equals(bytes)).toBe(true);
          found.push([key, JSON.parse(bytes.toString())]);
        },
      );
      for (let at = 0; at < text.length; at += step) cursor.feed(text.subarray(at, at + step));
      cursor.end();
      expect(found).toEqual(value.a.map((element) => ['a', element]));
      expect(cursor.keys).toEqual(['other', 'a', 'last']);
    }
  });

  it('says where elements begin, in an outermost array and behind a byte order mark, too', async () => {
    expect(await elementsOf('[{"a":1}, 2]', '')).toEqual([
      [1, { a: 1 }],
      [10, 2],
    ]);
    expect(await elementsOf('\ufeff{"a": [1]}', 'a')).toEqual([[10, 1]]);
    expect(await elementsOf('{"a": [ ], "b": {"a": [1]}}', 'a')).toEqual([]);
  });

  it('that is cut off, damaged, deep or no JSON is refused by its name', async () => {
    const wrong = {
      '{"a": [1, 2': 'ends in the middle',
      '{"a": "': 'ends in the middle',
      '': 'is empty',
      '{"a": [1}]': 'has brackets that do not match',
      '{} {}': 'has something behind its end',
      hello: 'is no JSON',
    };
    for (const [text, why] of Object.entries(wrong))
      await expect(elementsOf(text, 'a')).rejects.toThrow(`${file} ${why}`);
    await expect(elementsOf('['.repeat(5000), 'a')).rejects.toThrow('nested more than 200 deep');
    const large = `{"a": [{"b": "${'x'.repeat(65 * 1024 * 1024)}"}]}`;
    await expect(elementsOf(large, 'a')).rejects.toThrow('has an element of more than 64 MB');
    await expect(elementsOf(large, 'b')).resolves.toEqual([]);
  });

  it('is read again at places that were found, unless it has changed', () => {
    writeFileSync(file, 'abcdefghij'.repeat(1000));
    const ranged = new RangedFile(file);
    const ranges = [0, 5, 6000, 9999].map((start) => ({ start, length: start === 9999 ? 1 : 3 }));
    expect(ranged.read(ranges).map(String)).toEqual(['abc', 'fgh', 'abc', 'j']);
    expect(ranged.read([])).toEqual([]);
    writeFileSync(file, 'another');
    expect(() => ranged.read(ranges)).toThrow('has changed while it was read');
  });

  it('is told by the keys at its beginning', () => {
    const kind = (text: string): string | undefined => {
      writeFileSync(file, text);
      return sniffJson(file);
    };
    expect(kind(`{"annotations": [${'{"id": 1}, '.repeat(200_000)}`)).toBe('coco');
    expect(kind('{"version": "5", "shapes": []}')).toBe('labelme');
    expect(kind('[{"id": 1, "annotations": []}]')).toBe('label-studio');
    expect([kind('{"name": "x"}'), kind('[1, 2]'), kind('no JSON')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(sniffJson(folder)).toBeUndefined();
  });
});
