import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { paintedProject, PLAIN_PICTURE } from '../../../../testing/paintedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { fillRings } from '../geometry/fillRings.ts';
import { cvatExporter } from './cvatExporter.ts';

const xmlOf = (out: string): string => readFileSync(join(out, 'annotations.xml'), 'utf8');
const of = (line: string, name: string): string => new RegExp(` ${name}="([^"]*)"`).exec(line)?.[1] ?? '';

/** What the shapes of one image of 12 x 8 pixels show. */
function drawn(xml: string) {
  const canvas = mask(PLAIN_PICTURE.replaceAll(/[12]/g, '0'));
  for (const line of xml.split('\n')) {
    const value = of(line, 'label') === 'cat' ? 1 : 2;
    if (line.startsWith('    <polygon'))
      fillRings([of(line, 'points').split(/[;,]/).map(Number)], canvas, (y, from, to) =>
        canvas.data.fill(value, y * 12 + from, y * 12 + to),
      );
    if (!line.startsWith('    <mask')) continue;
    const [left, top, width] = ['left', 'top', 'width'].map((name) => Number(of(line, name))) as [
      ...[number, number, number],
    ];
    let at = 0;
    for (const [index, run] of of(line, 'rle').split(', ').map(Number).entries())
      for (const end = at + run; at < end; at++)
        if (index % 2 === 1) canvas.data[(top + Math.floor(at / width)) * 12 + left + (at % width)] = value;
  }
  return canvas;
}

describe('an export for CVAT', () => {
  it.each(['masks', 'polygons'])('has the very objects as %s', async (shapes) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    await exportFormat(project, cvatExporter, { out, options: { shapes } });
    expect(drawn(xmlOf(out))).toMatchMask(PLAIN_PICTURE);
    expect(xmlOf(out)).toContain('<image id="0" name="plain.jpg" subset="train" width="12" height="8">');
    project.close();
  });

  it.each(['<cat> & "dog"', "l'œil", '1e3', 'a]]>b', ' x &amp; '])(
    'finds the class name %j again, whatever XML makes of it',
    async (name) => {
      const folder = temporaryFolder();
      const project = paintedProject(folder);
      project.classes.rename(1, name, '#800000');
      const { report } = await exportFormat(project, cvatExporter, { out: join(folder, 'out') });
      expect(report.images).toBe(1);
      project.close();
    },
  );

  it('refuses a class name that no XML can hold', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    project.classes.rename(1, 'two\nlines', '#800000');
    await expect(exportFormat(project, cvatExporter, { out: join(folder, 'out') })).rejects.toThrow(
      'XML cannot hold the class name "two\\x0alines"',
    );
    project.close();
  });

  it.each([
    ['runs', 'rle="0, 7, 4', 'rle="0, 6, 5', 'the mask of plain'],
    ['runs that do not fill their box', 'rle="0, 7', 'rle="0, 6', 'the form of a shape'],
    ['a box', 'left="0" top="0" width="6"', 'left="1" top="0" width="6"', 'the mask of plain'],
    ['a label', '<mask label="cat"', '<mask label="cow"', 'the class of a shape'],
    ['a part', 'subset="train"', 'subset="val"', 'the images'],
    ['a size', 'width="12"', 'width="13"', 'the size of plain'],
    ['a class', '<name>cat', '<name>cot', 'the class names'],
    ['the end', '</annotations>', '', 'the class names'],
  ])('finds %s that is not as it was meant', async (_, from, to, words) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, cvatExporter, { out });
    await check();
    expect(xmlOf(out)).toContain(from);
    writeFileSync(join(out, 'annotations.xml'), xmlOf(out).replace(from, to));
    await expect(check()).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });
});
