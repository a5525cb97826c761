import { AppError } from '../../../shared/errors/AppError.ts';
import type { NumpyArray } from './NumpyArray.ts';
import type { Pickled } from './readPickle.ts';

/** Score maps of one image as a file has them, and what it says of which classes they are. */
export interface NamedMaps {
  /** `[C, height, width]` */
  maps: { values: ArrayLike<number>; count: number; height: number; width: number };
  /** By map, a name or a class's position from 0 on; undefined where the file does not say. */
  keys: (string | number)[] | undefined;
}

/** Which entries of IRN's dictionaries are maps: the one of the image's size is a plain array in all of them. */
const MAP_ENTRIES = ['high_res', 'cam'] as const;

/**
 * The score maps of a .npy file: an array `[C, h, w]` (or `[h, w]` of one); a dictionary of maps by class, as PSA and SEAM write (`{0: [h, w], 14:
 * [h, w]}`); or one of `keys` and `high_res` or `cam`, as IRN writes (`[C, h, w]`).
 *
 * @param file named in the error
 * @throws AppError `invalid-input` for anything else
 */
export function namedMaps(found: NumpyArray | Pickled, file: string): NamedMaps {
  if (!('kind' in found)) return { maps: planes(found, file), keys: undefined };
  if (found.kind === 'array') return { maps: planes(found.array, file), keys: undefined };
  if (found.kind !== 'dict') throw refusal(file);
  const entries = new Map(found.entries.map(([key, value]) => [keyOf(key, file), value]));
  if (!entries.has('keys')) return byClass(entries, file);
  const entry = MAP_ENTRIES.map((name) => entries.get(name)).find((value) => value?.kind === 'array');
  if (entry?.kind !== 'array') throw refusal(file);
  const maps = planes(entry.array, file);
  const keys = listOf(entries.get('keys')!, file);
  if (keys && keys.length !== maps.count)
    throw new AppError('invalid-input', `${file} has ${keys.length} keys for ${maps.count} maps.`);
  return { maps, keys };
}

function byClass(entries: Map<string | number, Pickled>, file: string): NamedMaps {
  const all = [...entries].map(([key, value]) => {
    if (value.kind !== 'array') throw refusal(file);
    return { key, ...planes(value.array, file) };
  });
  const [first] = all;
  if (!first) throw new AppError('invalid-input', `${file} is an empty dictionary; it has no score maps.`);
  const { height, width } = first;
  const values = new Float32Array(all.length * height * width);
  all.forEach((item, index) => {
    if (item.height !== height || item.width !== width || item.count !== 1) throw refusal(file);
    values.set(Float32Array.from(item.values), index * height * width);
  });
  return { maps: { values, count: all.length, height, width }, keys: all.map(({ key }) => key) };
}

function planes({ shape, values }: NumpyArray, file: string): NamedMaps['maps'] {
  const [count, height, width] = shape.length === 2 ? [1, ...shape] : shape;
  if (shape.length < 2 || shape.length > 3 || values.length === 0)
    throw new AppError(
      'invalid-input',
      `${file} is an array of ${shape.join(' x ') || 'one value'}; score maps are [classes, height, width].`,
    );
  return { values, count: count!, height: height!, width: width! };
}

function keyOf(key: Pickled, file: string): string | number {
  if (key.kind === 'text' || key.kind === 'number') return key.value;
  throw refusal(file);
}

/** Keys as a list or an array; undefined where they are in a tensor of another library. */
function listOf(keys: Pickled, file: string): (string | number)[] | undefined {
  if (keys.kind === 'opaque') return undefined;
  if (keys.kind === 'array') return Array.from(keys.array.values);
  if (keys.kind === 'list' || keys.kind === 'objects') return keys.items.map((item) => keyOf(item, file));
  throw refusal(file);
}

function refusal(file: string): AppError {
  return new AppError(
    'invalid-input',
    `${file} holds no score maps: an array [classes, height, width], a dictionary of maps by class, or one of "keys" and "high_res" or "cam" with numpy ` +
      'arrays.',
  );
}
