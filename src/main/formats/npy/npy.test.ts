import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { namedMaps } from './namedMaps.ts';
import { readNpy } from './readNpy.ts';
import { squareMaps } from './squareMaps.ts';

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'testing', 'fixtures', 'npy');
const read = (name: string) => readNpy(readFileSync(join(folder, name)), name);
const RAMP = [0, 0.125, 0.25, 0.375, 0.5, 0.625];
const FALL = RAMP.map((value) => 1 - value);

it.each(['float16', 'float32', 'float64', 'bigEndian', 'fortran'])(
  'reads an array of %s as numpy writes it',
  (name) => {
    const { maps, keys } = namedMaps(read(`${name}.npy`), name);
    expect(maps).toMatchObject({ count: 2, height: 2, width: 3 });
    expect([...Array.from(maps.values)]).toEqual([...RAMP, ...FALL]);
    expect(keys).toBeUndefined();
  },
);

it('reads the dictionaries of PSA and SEAM: a map for each class', () => {
  const { maps, keys } = namedMaps(read('byClass.npy'), '');
  expect(keys).toEqual([0, 1]);
  expect(Array.from(maps.values)).toEqual([...RAMP, ...FALL]);
  expect(namedMaps(read('byName.npy'), '').keys).toEqual(['dog', 'zebra']);
  const byNumpy = namedMaps(read('byNumpyKey.npy'), '');
  expect([byNumpy.keys, Array.from(byNumpy.maps.values)]).toEqual([[1], RAMP]);
});

it('reads the dictionaries of IRN: its finer maps, whose keys may be a tensor that nobody looks into', () => {
  const { maps, keys } = namedMaps(read('irn.npy'), '');
  expect(keys).toEqual([0, 1]);
  expect(maps).toMatchObject({ count: 2, height: 4, width: 6 });
  const torch = namedMaps(read('irnTorch.npy'), '');
  expect(torch.keys).toBeUndefined();
  expect(Array.from(torch.maps.values)).toEqual([...RAMP, ...FALL]);
});

it('refuses a pickle that names anything else, and runs nothing of it', () => {
  expect(() => read('refused.npy')).toThrow(/refused.npy is a pickle with "(posix|nt) system" in it/);
});

it('says what is wrong with a file that is none, is cut short, or holds something else', () => {
  const bytes = readFileSync(join(folder, 'byClass.npy'));
  for (let length = 0; length < bytes.length; length += 7)
    expect(() => namedMaps(readNpy(bytes.subarray(0, length), 'cut.npy'), 'cut.npy')).toThrow(/^cut.npy /);
  expect(() => namedMaps(read('text.npy'), 'text.npy')).toThrow(/values of the type "<U1"/);
  expect(() => readNpy(Buffer.from('PNG is what it is'), 'a.npy')).toThrow(/no .npy file/);
});

it('survives whatever a byte of a pickle is changed to, with a map or a sentence that names the file', () => {
  const bytes = readFileSync(join(folder, 'irn.npy'));
  for (let at = 128; at < bytes.length; at += 3)
    for (const value of [0, 0x28, 0x52, 0x62, 0xff]) {
      const changed = Buffer.from(bytes);
      changed[at] = value;
      try {
        namedMaps(readNpy(changed, 'odd.npy'), 'odd.npy');
      } catch (error) {
        expect((error as Error).name).toBe('AppError');
        expect((error as Error).message).toContain('odd.npy');
      }
    }
});

it('brings maps onto a square grid: finer along the shorter axis, coarser where there are too many values', () => {
  const square = squareMaps({ values: RAMP, count: 1, height: 2, width: 3 });
  expect(square.grid).toBe(3);
  expect(Array.from(square.values)).toEqual([0, 0.125, 0.25, 0.1875, 0.3125, 0.4375, 0.375, 0.5, 0.625]);
  const same = squareMaps({ values: FALL.slice(0, 4), count: 1, height: 2, width: 2 });
  expect(Array.from(same.values)).toEqual(FALL.slice(0, 4));
  const large = Float32Array.from({ length: 256 * 192 }, (_, i) => (i % 256) / 256);
  const coarse = squareMaps({ values: large, count: 1, height: 192, width: 256 });
  expect(coarse.grid).toBe(128);
  expect(coarse.values[5]).toBeCloseTo(10.5 / 256, 6);
  expect(coarse.values[127 * 128 + 127]).toBeCloseTo(254.5 / 256, 6);
});
