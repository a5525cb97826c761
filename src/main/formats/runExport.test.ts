import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { expectReadBack } from './dataset/expectReadBack.ts';
import type { Exporter } from './Exporter.ts';
import type { ExportRequest } from './runExport.ts';
import { runExport } from './runExport.ts';
import { noEdges } from '../../../testing/noEdges.ts';

const options = z.strictObject({
  shout: z.boolean().default(false).meta({ title: 'Loud', description: 'Write capitals' }),
  mark: z.string().default('.').meta({ title: 'Mark', description: 'Ends each line' }),
});

/** A format of one line a file: the labels that an image shows. */
const lines: Exporter<typeof options, { line: string }> = {
  id: 'lines',
  title: 'Lines',
  options,
  ...{ layout: [], losses: [], hasVoid: true },
  write: (job, { shout, mark }) =>
    job.writeImages(async ({ id, path, putPhotograph, warn }) => {
      if (path.startsWith('grey')) throw new AppError('invalid-input', `${path} is too dull.`);
      if (path.endsWith('png')) warn(`${path} was no JPEG.`);
      await putPhotograph(join(job.folder, `${id}.jpg`));
      const line = (shout ? id.toUpperCase() : id) + mark;
      await writeFile(join(job.folder, `${id}.txt`), line);
      return { line };
    }),
  async check(folder, { images }) {
    for (const { id, line } of images) {
      const file = join(folder, `${id}.txt`);
      expectReadBack((await readFile(file, 'utf8')) === line, file, 'the line');
    }
    return [`${images.length} lines read`];
  },
};

const ALL: Pick<ExportRequest, 'states' | 'split' | 'refine'> = {
  states: ['proposed'],
  split: { val: ['plain'] },
  refine: noEdges,
};

describe('an exporter of one’s own', () => {
  it('gets its options, images with label map and photograph, and a report', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'rgb16.png', 'grey.jpg']);
    const out = join(folder, 'out');
    const report = await runExport(project, lines, { out, ...ALL, options: { shout: true } });
    expect(readFileSync(join(out, 'rgb16.txt'), 'utf8')).toBe('RGB16.');
    expect(report).toEqual({
      ...{ out, images: 2, train: 1, val: 1, test: 0, copied: 1, linked: 0, reencoded: 1 },
      perClass: [
        { name: 'cat', images: 2 },
        { name: 'dog', images: 0 },
      ],
      skipped: [{ path: 'grey.jpg', message: 'grey.jpg is too dull.' }],
      warnings: ['rgb16.png was no JPEG.'],
      checked: ['2 lines read', 'camweave.json read, with the hashes of 2 masks and of their photographs'],
    });
    project.close();
  });

  it('is told of ids for validation that are no images, and refused where none is', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'rgb16.png']);
    const out = join(folder, 'out');
    const run = (val: string[]) =>
      runExport(project, lines, { out, states: ['proposed'], split: { val }, refine: noEdges });
    await expect(run(['plain.jpg'])).rejects.toThrow('names no image of this export: "plain.jpg"');
    expect(existsSync(out)).toBe(false);
    const { val, warnings } = await run(['plain', 'other']);
    expect(val).toBe(1);
    expect(warnings[0]).toContain('names 1 of 2 ids that are no images of this export: "other"');
    project.close();
  });

  it('that does not read back what it wrote leaves nothing behind', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const before = readdirSync(folder).sort();
    const careless: typeof lines = {
      ...lines,
      async write(job, given) {
        const written = await lines.write(job, given);
        await writeFile(join(job.folder, 'plain.txt'), 'something else');
        return written;
      },
    };
    const run = runExport(project, careless, { out: join(folder, 'out'), ...ALL });
    await expect(run).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining('the line differs'),
    });
    expect(readdirSync(folder).sort()).toEqual(before);
    project.close();
  });

  it('refuses options that it does not take, before anything is written', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    const run = (given: object) => runExport(project, lines, { out, ...ALL, options: given });
    await expect(run({ shout: 'yes' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^Lines does not take these options: [^]*shout/),
    });
    await expect(run({ whisper: true })).rejects.toThrow('whisper');
    expect(existsSync(out)).toBe(false);
    project.close();
  });
});
