import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { paintedProject, PLAIN_PICTURE } from '../../../../testing/paintedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { fillRings } from '../geometry/fillRings.ts';
import { labelmeExporter } from './labelmeExporter.ts';
import type { LabelmeFile } from './labelmeJson.ts';

const JSON_FILE = 'images/plain.json';

describe('an export for labelme', () => {
  it('has polygons beside each photograph, those of one object in a group', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    await exportFormat(project, labelmeExporter, { out });
    const file = JSON.parse(readFileSync(join(out, JSON_FILE), 'utf8')) as LabelmeFile;
    expect(file).toMatchObject({ imagePath: 'plain.jpg', imageData: null, imageWidth: 12, imageHeight: 8 });
    const canvas = mask(PLAIN_PICTURE.replaceAll(/[12]/g, '0'));
    for (const { label, points } of file.shapes) {
      const value = label === 'cat' ? 1 : 2;
      fillRings([points.flat()], canvas, (y, from, to) =>
        canvas.data.fill(value, y * 12 + from, y * 12 + to),
      );
    }
    expect(canvas).toMatchMask(PLAIN_PICTURE);
    const groups = file.shapes.map(({ group_id: group }) => group).filter((group) => group !== null);
    expect(groups.length).toBeGreaterThan(1);
    expect(new Set(groups).size).toBeLessThan(groups.length);
    project.close();
  });

  it.each([
    ['a corner', '[5.75,0.25]', '[4.75,0.25]', 'the mask of plain'],
    ['a label', '"label":"cat"', '"label":"cow"', 'the class of shape 1'],
    ['a size', '"imageWidth":12', '"imageWidth":11', 'the size'],
    ['a photograph', '"imagePath":"plain', '"imagePath":"plane', 'the file name'],
  ])('finds %s that is not as it was meant', async (_, from, to, words) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, labelmeExporter, { out });
    await check();
    const text = readFileSync(join(out, JSON_FILE), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(out, JSON_FILE), text.replace(from, to));
    await expect(check()).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });
});
