import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AppError } from '../../src/shared/errors/AppError.ts';
import { importMasks } from '../../src/main/formats/importMasks.ts';
import type { ProjectFile } from '../../src/main/project/ProjectFile.ts';
import { seededRandom } from '../random.ts';
import { scoredProject } from '../scoredProject.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { FUZZ } from './fuzzCounts.ts';
import { write } from './write.ts';

const { count: COUNT, first: FIRST, longestMs: LONGEST_MS } = FUZZ;
const MOST_MEMORY = 700e6;

interface Fuzzed {
  /** How tests call it. */
  title: string;
  /** Of the sound source, by path. */
  files: Record<string, Buffer>;
  /** What is imported: a path in the source, or '' for its folder. */
  source: string;
  /** How each file that may be damaged is. */
  mutate: Record<string, (bytes: Buffer, random: () => number) => Buffer>;
}

/**
 * Reads damaged copies of a source as labels and as tags: nothing but an AppError may come out of that, in time, and nothing may be written. Photographs are plain.jpg
 * and grey.jpg of testing/images.
 */
export function fuzzReader({ title, files, source, mutate }: Fuzzed): void {
  it(`${title} that is damaged is refused in words, or read: seeds ${FIRST} to ${FIRST + COUNT - 1}`, async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const root = join(folder, 'source');
    for (const [path, bytes] of Object.entries(files)) write(join(root, path), bytes);
    const sound = await importMasks(project, join(root, source), { as: 'review', apply: false, author: '' });
    expect([sound.images > 0, sound.unreadable.some]).toEqual([true, []]);
    const before = fingerprint(project, folder);
    const wrong: string[] = [];
    let read = 0;
    let slowest = 0;
    const memory = process.memoryUsage().rss;
    let peak = memory;
    for (let seed = FIRST; seed < FIRST + COUNT; seed++) {
      const random = seededRandom(seed);
      const paths = Object.keys(mutate);
      const path = paths[Math.floor(random() * paths.length)]!;
      write(join(root, path), mutate[path]!(files[path]!, random));
      const started = performance.now();
      for (const as of ['review', 'tags'] as const) {
        try {
          const order = random() < 0.5 ? (['dog', 'cat'] as const) : 'later';
          const report = await importMasks(project, join(root, source), {
            as,
            order,
            apply: false,
            author: '',
          });
          read += Number(as === 'review' && report.images === sound.images);
        } catch (error) {
          if (!(error instanceof AppError))
            wrong.push(`seed ${seed}: ${(error as Error).stack ?? String(error)}`);
        }
      }
      const milliseconds = performance.now() - started;
      if (milliseconds > LONGEST_MS) wrong.push(`seed ${seed}: ${Math.round(milliseconds)} ms`);
      slowest = Math.max(slowest, milliseconds);
      peak = Math.max(peak, process.memoryUsage().rss);
      write(join(root, path), files[path]!);
    }
    process.stdout.write(
      `${title}: ${COUNT} from seed ${FIRST}, ${read} could be read whole, slowest ${Math.round(slowest)} ms, ` +
        `${Math.round((peak - memory) / 1e6)} MB more\n`,
    );
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(peak - memory).toBeLessThan(MOST_MEMORY);
    expect(fingerprint(project, folder)).toBe(before);
    // Neither all nor none: else nothing was damaged, or only the door was tried.
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(COUNT);
    project.close();
  }, 3_600_000);
}

/** What the project holds, and which files lie in its folder. */
function fingerprint(project: ProjectFile, folder: string): string {
  // The project's log comes and goes by itself.
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => !/-(wal|shm)$/.test(name));
  const rows = project.images.all().map((image) => [image, project.given.has(image.id)]);
  return JSON.stringify([files.sort(), rows, project.meta.get('groundTruth')]);
}
