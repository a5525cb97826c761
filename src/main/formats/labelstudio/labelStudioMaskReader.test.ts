import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageNamed, imported, pictureIn } from '../../../../testing/importedMasks.ts';
import { mask } from '../../../../testing/maskMatchers.ts';
import { seededRandom } from '../../../../testing/random.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { decodeBrush } from './decodeBrush.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');
const SIZE = { original_width: 12, original_height: 8 };

/** The stream of a brush as rle-pack makes it: runs where a value comes again, single values where it does not. */
function encodeBrush(inside: Uint8Array): number[] {
  const values = [...inside].flatMap((value) => Array.from({ length: 4 }, () => (value === 0 ? 0 : 255)));
  const counters = [3, 4, 8, 16];
  let bits = '';
  const put = (value: number, count: number): void => void (bits += value.toString(2).padStart(count, '0'));
  put(values.length, 32);
  put(8 - 1, 5);
  for (const counter of counters) put(counter - 1, 4);
  for (let at = 0; at < values.length;) {
    let end = at;
    while (end < values.length && values[end] === values[at]) end++;
    const isRun = end - at > 4;
    const length = Math.min(isRun ? end - at : 4, values.length - at);
    const which = counters.findIndex((counter) => length <= 2 ** counter);
    put(isRun ? 1 : 0, 1);
    put(which, 2);
    put(length - 1, counters[which]!);
    if (isRun) put(values[at]!, 8);
    else for (let i = at; i < at + length; i++) put(values[i]!, 8);
    at += length;
  }
  while (bits.length % 8 !== 0) bits += '0';
  return bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2));
}

function isTask(task: unknown): task is Task {
  return typeof task === 'object' && task !== null && 'results' in task;
}

interface Task {
  image: string;
  results: readonly object[];
}

function labelStudio(folder: string, tasks: readonly unknown[]): string {
  const file = join(folder, 'project-1.json');
  const all = tasks.map((task, id) =>
    isTask(task)
      ? { id, data: { image: task.image }, annotations: [{ id, was_cancelled: false, result: task.results }] }
      : task,
  );
  writeFileSync(file, JSON.stringify(all));
  return file;
}

const region = (type: string, label: string, value: object, more: object = {}): object => ({
  ...{ id: 'a', type, from_name: 'label', to_name: 'image', image_rotation: 0, ...SIZE },
  ...{ value: { ...value, [type]: [label] }, ...more },
});

describe('brushes of Label Studio', () => {
  it('come back as they went in, from noise and large areas', () => {
    const random = seededRandom(5);
    for (const share of [0, 0.01, 0.5, 1]) {
      const inside = Uint8Array.from({ length: 300 * 40 }, () => (random() < share ? 1 : 0));
      const decoded = decodeBrush(encodeBrush(inside), { width: 300, height: 40 });
      expect(decoded.every((value, i) => (value !== 0) === (inside[i] !== 0))).toBe(true);
    }
  });
});

describe('the export of Label Studio', () => {
  it('becomes labels: brushes, polygons, rectangles and ellipses, in percents', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg', 'rgb16.png']);
    const points = [
      [100 / 3, 0],
      [200 / 3, 0],
      [200 / 3, 100],
      [100 / 3, 100],
    ];
    const file = labelStudio(folder, [
      {
        image: '/data/upload/1/0a1b2c3d-plain.jpg',
        results: [
          region('rectanglelabels', 'cat', { x: 0, y: 0, width: 50, height: 100, rotation: 0 }),
          region('polygonlabels', 'dog', { points, closed: true }),
        ],
      },
      {
        image: '/data/local-files/?d=photos%2Fgrey.jpg',
        results: [
          region('brushlabels', 'cat', { format: 'rle', rle: encodeBrush(mask(rows('001110000000')).data) }),
        ],
      },
      {
        image: 'https://example.org/a/cmyk.jpg?sig=x.y',
        results: [
          region('ellipselabels', 'dog', { x: 50, y: 50, radiusX: 100 / 6, radiusY: 25, rotation: 0 }),
        ],
      },
      {
        image: 's3://bucket/rgb16.png',
        results: [
          region('rectanglelabels', 'dog', {
            x: 50,
            y: 0,
            width: 100 * (8 / 12),
            height: 100 * (3 / 8),
            rotation: 90,
          }),
        ],
      },
    ]);
    const report = await imported(project, file);
    expect(report).toMatchObject({ reader: 'Label Studio', images: 4, losses: { count: 0 } });
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111122220000'));
    expect(pictureIn(project, 'grey.jpg')).toBe(rows('001110000000'));
    expect(pictureIn(project, 'cmyk.jpg').split('/').slice(1, 4)).toEqual([
      ...['000000000000', '000001100000', '000022220000'].map((row) => row.replaceAll('1', '2')),
    ]);
    expect(pictureIn(project, 'rgb16.png')).toBe(rows('000222000000'));
    project.close();
  });

  it('has tags in its points, nothing in tasks that nobody has annotated, and the last of several annotations', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const left = region('rectanglelabels', 'cat', { x: 0, y: 0, width: 50, height: 100 });
    const point = region('keypointlabels', 'dog', { x: 1, y: 1 });
    const annotations = [
      { result: [] },
      { result: [left, point, { type: 'choices', value: { choices: ['x'] } }] },
      { was_cancelled: true, result: [] },
    ];
    const file = labelStudio(folder, [
      { data: { text: 'no image', image: 'plain.jpg' }, annotations },
      { data: { image: 'grey.jpg' }, annotations: [], predictions: [{ result: [left] }] },
    ]);
    const report = await imported(project, file);
    expect(report).toMatchObject({ masks: 1, warnings: [`${file} has 1 tasks that nobody has annotated.`] });
    expect(report.losses.some[0]).toContain(
      'annotations besides the last one (1), points without an outline (1)',
    );
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    await imported(project, file, { as: 'tags' });
    expect(imageNamed(project, 'plain.jpg').tags).toEqual([1, 2]);
    project.close();
  });

  it('that is damaged costs what is damaged', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const brush = encodeBrush(mask(rows('111111111111')).data);
    const left = region('rectanglelabels', 'cat', { x: 0, y: 0, width: 50, height: 100 });
    const results = [
      ...[left, 7 as unknown as object, region('brushlabels', 'cat', { rle: brush.slice(0, 8) })],
      ...[
        region('brushlabels', 'cat', { rle: [0, 0, 0, 9, 1, 2, 3] }),
        region('brushlabels', 'cat', { rle: ['x'] }),
      ],
      region('polygonlabels', 'cat', { points: [[0, 0], ['x', 1], null] }),
      region('polygonlabels', 'cat', {
        points: [
          [0, 0],
          [1, 1],
          [1e300, 1],
        ],
      }),
      ...[region('rectanglelabels', 'cat', { x: 'a' }), region('ellipselabels', 'cat', { radiusX: 1e308 })],
      region('brushlabels', 'cat', { rle: brush }, { original_width: 100_000, original_height: 100_000 }),
      region('rectanglelabels', 'cat', {}, { image_rotation: 90 }),
      { type: 'brushlabels', value: {}, ...SIZE },
    ];
    const file = labelStudio(folder, [{ image: '../../plain.jpg', results }, 7, { data: {} }]);
    const report = await imported(project, file);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    expect(report.losses.some[0]).toBe(`${file}: tasks that cannot be read (1), tasks without an image (1)`);
    expect(report.losses.some[1]!.split('): ')[1]!.split(', ').sort()).toEqual([
      "brushes of another size than the first one's (1)",
      'brushes of another size than their image (1)',
      'brushes with runs that end too early (2)',
      'brushes without a label (1)',
      'ellipses with coordinates that are no numbers (1)',
      'polygons with coordinates far beside every image (1)',
      'polygons with coordinates that are no numbers (1)',
      'rectangles with coordinates that are no numbers (1)',
      'regions of a photograph that was turned there (1)',
      'results that cannot be read (1)',
    ]);
    project.close();
  });
});
