import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageNamed, imported, pictureIn } from '../../../../testing/importedMasks.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { readYoloNames } from './readYoloNames.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');
const LEFT = '0 0 0.5 0 0.5 1 0 1';

/** Files of a data set, by their path in it. */
function dataSet(folder: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'yolo', path)), { recursive: true });
    writeFileSync(join(folder, 'yolo', path), text);
  }
  return join(folder, 'yolo');
}

describe('the label files of YOLO', () => {
  it('are read with the names of data.yaml: polygons become labels, boxes only tags', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const source = dataSet(folder, {
      'data.yaml': 'path: ../x\ntrain: images/train\nnames:\n  0: Dog\n  7: cat\n',
      'labels/train/plain.txt': `7 ${LEFT}\r\n0 0.5 0 1 0 1 1 0.5 1 0.93\n`,
      'labels/val/grey.txt': '0 0.5 0.5 0.2 0.2\n',
      'labels/val/cmyk.txt': '',
      'readme.txt': 'nothing',
    });
    const report = await imported(project, source);
    expect(report).toMatchObject({ reader: 'YOLO', masks: 3, images: 2, strangers: [], warnings: [] });
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111222222'));
    expect(pictureIn(project, 'cmyk.jpg')).toBe(rows('000000000000'));
    // A box does not make its image background.
    expect(pictureIn(project, 'grey.jpg')).toBe(rows('111111000000'));
    expect(report.unreadable.some).toEqual([
      expect.stringContaining(`${join(source, 'labels', 'val', 'grey.txt')}: boxes without an outline (1)`),
    ]);
    await imported(project, source, { as: 'tags' });
    expect(imageNamed(project, 'grey.jpg').tags).toEqual([2]);
    expect(imageNamed(project, 'cmyk.jpg').tags).toEqual([]);
    project.close();
  });

  it('may lie in a folder for each part, and classes that nobody has named are those of the project', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const source = dataSet(folder, {
      'train/labels/plain.txt': `0 ${LEFT}`,
      'valid/labels/grey.txt': `9 ${LEFT}`,
    });
    const report = await imported(project, source);
    expect(report.warnings).toEqual([expect.stringContaining('has no data.yaml')]);
    expect(report.strangers).toEqual([{ name: 'class 9', files: 1, near: null }]);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    project.close();
  });

  it('lose lines that are none, and no others', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg']);
    const wrong = ['x 0 0 1 1', '-1 0 0 1 1', '0 1 2', `0 nan ${LEFT}`, '0 0 0 100 0 100 100', '1e3 0 0 1 1'];
    const source = dataSet(folder, {
      'data.yaml': 'names: [cat]',
      'labels/plain.txt': [...wrong, `0 ${LEFT}`].join('\n'),
    });
    const report = await imported(project, source);
    expect(report.losses.some[0]).toContain('lines that cannot be read (5), polygons whose coordinates');
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    project.close();
  });
});

describe('the names in a data.yaml', () => {
  const named = (text: string): unknown => {
    const names = readYoloNames(text, 'data.yaml');
    return names && Object.fromEntries(names);
  };

  it('are a list or a map, in lines or between brackets', () => {
    expect(named('nc: 2\nnames: [\'cat\', "big \\"dog\\"", it\'\'s, a:b]  # all\nx: 1')).toEqual({
      ...{ 0: 'cat', 1: 'big "dog"', 2: "it''s", 3: 'a:b' },
    });
    expect(named("names: [\n  cat, # the first\n  'it''s',\n  traffic light,\n]\n")).toEqual({
      ...{ 0: 'cat', 1: "it's", 2: 'traffic light' },
    });
    expect(named('names: {0: cat, 5: "a, b"}')).toEqual({ 0: 'cat', 5: 'a, b' });
    expect(named('names:\n- cat\n- "dog"\n\nnc: 2')).toEqual({ 0: 'cat', 1: 'dog' });
    expect(named('names:\n  0: cat # first\n  12: traffic light\ntrain: x')).toEqual({
      ...{ 0: 'cat', 12: 'traffic light' },
    });
    expect(named('train: x')).toBeUndefined();
  });

  it('that are written otherwise are refused with what is strange', () => {
    for (const text of [
      'names: &a',
      'names: [cat',
      'names: {cat}',
      'names:\n  cat\n',
      'names:\n',
      'names: {a: b}',
    ])
      if (text !== 'names:\n') expect(() => named(text)).toThrow('data.yaml has names that cannot be read');
    expect(named('names:\n')).toEqual({});
    const long = `names: [${'a:'.repeat(200_000)}`;
    expect(() => named(long)).toThrow('cannot be read');
  });
});
