import { realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors/AppError.ts';
import { readSource } from '../../src/main/formats/readSource.ts';
import { seededRandom } from '../random.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { FUZZ } from './fuzzCounts.ts';
import { write } from './write.ts';

interface FuzzedSource {
  /** How tests call it. */
  title: string;
  /** Of the sound source, by path; images may hold anything, as nobody looks into them yet. */
  files: Record<string, Buffer>;
  /** How each file that may be damaged is. */
  mutate: Record<string, (bytes: Buffer, random: () => number) => Buffer>;
}

/** Reads damaged copies of a folder of photographs and tags: nothing but an AppError may come out, in time, and no image that is not a file of that folder. */
export function fuzzSource({ title, files, mutate }: FuzzedSource): void {
  const { count, first, longestMs } = FUZZ;
  it(`${title} that is damaged is refused in words, or read: seeds ${first} to ${first + count - 1}`, async () => {
    // Beside it lies a photograph that is none of its business.
    const folder = realpathSync(temporaryFolder());
    write(join(folder, 'a.jpg'), Buffer.from('beside'));
    const root = join(folder, 'source');
    for (const [path, bytes] of Object.entries(files)) write(join(root, path), bytes);
    const read = () => readSource(root, ['cat', 'dog']);
    const sound = JSON.stringify((await read()).images);
    expect(JSON.parse(sound)).toHaveLength(2);
    const wrong: string[] = [];
    let unchanged = 0;
    for (let seed = first; seed < first + count; seed++) {
      const random = seededRandom(seed);
      const paths = Object.keys(mutate);
      const path = paths[Math.floor(random() * paths.length)]!;
      write(join(root, path), mutate[path]!(files[path]!, random));
      const started = performance.now();
      try {
        const { images, root: own } = await read();
        unchanged += Number(JSON.stringify(images) === sound);
        for (const image of images) {
          const file = realpathSync(join(own, image.path));
          if (!file.startsWith(root + sep) || !statSync(file).isFile())
            wrong.push(`seed ${seed}: ${image.path} is no file of the source`);
        }
      } catch (error) {
        if (!(error instanceof AppError))
          wrong.push(`seed ${seed}: ${(error as Error).stack ?? String(error)}`);
      }
      const milliseconds = performance.now() - started;
      if (milliseconds > longestMs) wrong.push(`seed ${seed}: ${Math.round(milliseconds)} ms`);
      write(join(root, path), files[path]!);
    }
    process.stdout.write(`${title}: ${count} from seed ${first}, ${unchanged} read as if they were sound\n`);
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(unchanged).toBeGreaterThan(0);
    expect(unchanged).toBeLessThan(count);
  }, 3_600_000);
}
