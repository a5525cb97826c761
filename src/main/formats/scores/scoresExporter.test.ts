import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { readNpy } from '../npy/readNpy.ts';
import { scoresExporter } from './scoresExporter.ts';

const arrayIn = (out: string) => {
  const file = join(out, 'scores', 'plain.npy');
  return readNpy(readFileSync(file), file) as { shape: number[]; values: ArrayLike<number> };
};

describe('an export of score maps', () => {
  it('has a map for each class on its grid, those that the image has none of 0', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    await exportFormat(project, scoresExporter, { out });
    const { shape, values } = arrayIn(out);
    expect(shape).toEqual([2, 2, 2]);
    expect(Array.from(values, (value) => Math.round(value * 100) / 100)).toEqual([
      1, 0.1, 1, 0.1, 0, 0, 0, 0,
    ]);
    expect(JSON.parse(readFileSync(join(out, 'scores.json'), 'utf8'))).toMatchObject({
      classes: ['cat', 'dog'],
      images: [{ id: 'plain', width: 12, height: 8, grid: 2, maps: [{ class: 'cat', threshold: 0.5 }] }],
    });
    project.close();
  });

  it('at the size of the image are what proposals are made of', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    await exportFormat(project, scoresExporter, {
      ...{ out, options: { resolution: 'image', precision: 'float32' } },
    });
    const { shape, values } = arrayIn(out);
    expect(shape).toEqual([2, 8, 12]);
    const row = Array.from({ length: 12 }, (_, x) => (values[x]! > 0.5 ? '1' : '0')).join('');
    expect(row).toBe('111111000000');
    expect(Array.from({ length: 96 }, (_, i) => values[96 + i]).every((value) => value === 0)).toBe(true);
    project.close();
  });

  it('says which images have none, and takes the greater where classes become one', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const grey = project.images.all().find(({ path }) => path === 'grey.jpg')!;
    project.transaction(() => {
      project.scores.remove(grey.id);
      project.given.put(grey.id, { origin: 'x', labels: new Uint8Array(96), at: '2026-01-01T00:00:00Z' });
      const values = Float16Array.from([0.5, 0, 0, 0, 0.25, 1, 0, 0]);
      const made = { packHash: 'p', parameterHash: 'q', grid: 2 };
      project.scores.put(project.images.all().find(({ path }) => path === 'plain.jpg')!.id, {
        ...{ ...made, labels: [1, 2], values },
      });
    });
    const out = join(folder, 'out');
    const { report } = await exportFormat(project, scoresExporter, {
      ...{ out, classes: [{ from: 'cat', to: 'dog' }] },
    });
    expect(report.skipped).toEqual([
      { path: 'grey.jpg', message: 'grey.jpg has no scores, so it is not exported.' },
    ]);
    const { shape, values } = arrayIn(out);
    expect(shape).toEqual([1, 2, 2]);
    expect(Array.from(values)).toEqual([0.5, 1, 0, 0]);
    project.close();
  });

  it('finds values and headers that are not as they were meant', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, scoresExporter, { out });
    await check();
    const file = join(out, 'scores', 'plain.npy');
    const bytes = readFileSync(file);
    const other = Buffer.from(bytes);
    other[bytes.length - 1]! ^= 1;
    writeFileSync(file, other);
    await expect(check()).rejects.toThrow('the values differs');
    writeFileSync(file, Buffer.from(bytes.toString('latin1').replace('<f2', '<i2'), 'latin1'));
    await expect(check()).rejects.toThrow('the type of numbers differs');
    writeFileSync(file, Buffer.from(bytes.toString('latin1').replace('(2, 2, 2)', '(4, 2, 1)'), 'latin1'));
    await expect(check()).rejects.toThrow('the shape differs');
    writeFileSync(file, bytes.subarray(0, -2));
    await expect(check()).rejects.toThrow('the values differs');
    project.close();
  });
});
