import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { imageNamed, imported } from '../../../../testing/importedMasks.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { encodeVocPng } from '../../image/mask/encodeVocPng.ts';

const rows = Array.from({ length: 8 }, () => '888000000000').join('/');
const xml = (...names: string[]): string =>
  `<annotation>${names.map((name) => `<object><name>${name}</name></object>`).join('')}</annotation>`;

it('boxes of a VOC tree become tags, those of masks where an image has none, and are no labels', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
  const voc = join(folder, 'VOC2012');
  mkdirSync(join(voc, 'Annotations'), { recursive: true });
  writeFileSync(join(voc, 'Annotations', 'plain.xml'), xml('dog', 'dog', 'cat', 'zebra'));
  writeFileSync(join(voc, 'Annotations', 'cmyk.xml'), `<!DOCTYPE a [<!ENTITY b "c">]>${xml('dog')}`);
  const report = await imported(project, voc, { as: 'tags' });
  expect(report.strangers.map(({ name }) => name)).toEqual(['zebra']);
  expect(imageNamed(project, 'plain.jpg')).toMatchObject({ tags: [1, 2], tagSource: 'source' });
  expect(report.warnings).toEqual([expect.stringContaining('cmyk.xml')]);
  const labels = await imported(project, voc);
  expect(labels.images).toBe(0);
  expect(labels.unreadable.some[0]).toContain('boxes become tags (--as tags)');
  mkdirSync(join(voc, 'SegmentationClass'));
  writeFileSync(join(voc, 'SegmentationClass', 'grey.png'), encodeVocPng(mask(rows)));
  await imported(project, voc, { as: 'tags' });
  expect(imageNamed(project, 'grey.jpg')).toMatchObject({ tags: [1], tagSource: 'source' });
  project.close();
});
