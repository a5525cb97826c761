import { stemOf } from './stemOf.ts';

const LONGEST_ID = 230;

/**
 * The id of each image in a VOC data set: its stem, without spaces, control characters and `#`. Images that would share an id get
 * their folders in front (`a/1.jpg` and `b/1.jpg` become `a_1` and `b_1`), then a number.
 */
export function exportIds(paths: readonly string[]): string[] {
  const stems = paths.map((path) => clean(stemOf(path)));
  const uses = new Map<string, number>();
  for (const stem of stems) uses.set(stem.toLowerCase(), (uses.get(stem.toLowerCase()) ?? 0) + 1);
  const taken = new Set<string>();
  return paths.map((path, index) => {
    const stem = stems[index]!;
    const shared = uses.get(stem.toLowerCase())! > 1;
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const wanted = shared && folder !== '' ? clean(`${folder}/${stem}`) : stem;
    let id = wanted;
    for (let n = 2; taken.has(id.toLowerCase()); n++) id = `${wanted}_${n}`;
    taken.add(id.toLowerCase());
    return id;
  });
}

function clean(name: string): string {
  return shorten(name.replace(/[\s#/\\\p{Cc}\p{Cs}]+/gu, '_'));
}

/** File systems take names of 255 bytes; a number and an ending come behind the id. */
function shorten(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST_ID) short = [...short].slice(0, -1).join('');
  return short;
}
