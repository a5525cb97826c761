import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { exportFormat } from '../../../../testing/exportFormat.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { paintedProject, PICTURE } from '../../../../testing/paintedProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { encodeGreyPng } from '../../image/mask/encodeVocPng.ts';
import { readIndexMask } from '../../image/mask/readIndexMask.ts';
import { pngExporter } from './pngExporter.ts';

const maskIn = (out: string) => {
  const bytes = readFileSync(join(out, 'masks', 'plain.png'));
  expect(decode(bytes)).toMatchObject({ depth: 8, channels: 1 });
  expect(decode(bytes).palette).toBeUndefined();
  return readIndexMask(bytes, 'plain.png');
};

describe('an export as index masks', () => {
  it('has grey masks with void, counted without gaps unless labels are to be kept', async () => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const [out, kept] = [join(folder, 'out'), join(folder, 'kept')];
    const classes = [{ from: 'cat', to: '' }];
    await exportFormat(project, pngExporter, { out, classes });
    expect(maskIn(out)).toMatchMask(PICTURE.replaceAll('1', '0').replaceAll('2', '1'));
    expect(readFileSync(join(out, 'classes.txt'), 'utf8')).toBe('background\ndog');
    await exportFormat(project, pngExporter, { out: kept, classes, options: { contiguous: false } });
    expect(maskIn(kept)).toMatchMask(PICTURE.replaceAll('1', '0'));
    expect(readFileSync(join(kept, 'classes.txt'), 'utf8')).toBe('background\n\ndog');
    expect(readFileSync(join(kept, 'labelmap.txt'), 'utf8')).toContain('dog:0,128,0::');
    expect(readFileSync(join(kept, 'train.txt'), 'utf8')).toBe('plain');
    project.close();
  });

  it.each([
    ['a mask', 'masks/plain.png', encodeGreyPng(mask(PICTURE.replace('1', '2'))), 'the values'],
    ['a size', 'masks/plain.png', encodeGreyPng(mask('11/00')), 'the size'],
    ['a list', 'train.txt', 'plane', 'the ids'],
    ['a class', 'classes.txt', 'background\ncat', 'the classes'],
  ])('finds %s that is not as it was meant', async (_, path, content, words) => {
    const folder = temporaryFolder();
    const project = paintedProject(folder);
    const out = join(folder, 'out');
    const { check } = await exportFormat(project, pngExporter, { out });
    await check();
    writeFileSync(join(out, path), content);
    await expect(check()).rejects.toMatchObject({
      code: 'export-mismatch',
      message: expect.stringContaining(words),
    });
    project.close();
  });
});
