import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { imageNamed, imported, pictureIn } from '../../../../testing/importedMasks.ts';
import { scoredProject } from '../../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../../testing/temporaryFolder.ts';
import { TimeSlices } from '../dataset/TimeSlices.ts';
import { scanImages } from './scanImages.ts';

const rows = (row: string): string => Array.from({ length: 8 }, () => row).join('/');

/** A file as CVAT writes it. */
function cvat(folder: string, images: string, head = ''): string {
  mkdirSync(folder, { recursive: true });
  const meta = '<version>1.1</version><meta><task><name>images</name></task></meta>';
  const file = join(folder, 'annotations.xml');
  writeFileSync(
    file,
    `<?xml version="1.0" encoding="utf-8"?>\n${head}<annotations>${meta}${images}</annotations>\n`,
  );
  return file;
}

const image = (name: string, content: string): string =>
  `\n  <image id="0" name="${name}" width="12" height="8">${content}\n  </image>`;
const polygon = (label: string, x: number, right: number, z: number): string =>
  `<polygon label="${label}" source="manual" occluded="0" points="${x}.00,0.00;${right}.00,0.00;${right}.00,8.00;${x}.00,8.00" z_order="${z}"/>`;

describe("CVAT's XML", () => {
  it('becomes labels by the z-order: polygons, masks and ellipses', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const mask =
      '<mask label="dog" rle="1, 2, 3, 1, 1" left="3" top="2" width="4" height="2" z_order="0"></mask>';
    const ellipse =
      '<ellipse label="cat" cx="6.00" cy="4.00" rx="5.00" ry="1.00" rotation="90" z_order="0"/>';
    const source = join(folder, 'cvat');
    cvat(
      source,
      image('plain.jpg', polygon('cat', 0, 6, 2) + polygon('dog', 4, 8, 1)) +
        image('sub/grey.jpg', mask) +
        image('cmyk.jpg', ellipse),
    );
    const report = await imported(project, source);
    expect(report).toMatchObject({ reader: 'CVAT', images: 3, strangers: [], losses: { count: 0 } });
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111220000'));
    expect(pictureIn(project, 'grey.jpg').split('/').slice(1, 4)).toEqual([
      ...['000000000000', '000022000000', '000002000000'],
    ]);
    expect(pictureIn(project, 'cmyk.jpg')).toBe(rows('000001100000'));
    project.close();
  });

  it('has boxes, lines, points and tags only as tags, and tracks of videos are left out', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg']);
    const others =
      '<box label="dog" xtl="1" ytl="1" xbr="2" ybr="2"><attribute name="a">b &amp; c</attribute></box>' +
      '<polyline label="cat" points="1,1;2,2"/><tag label="cat" source="manual"></tag>';
    const file = cvat(
      folder,
      `${image('plain.jpg', others)}<track id="0" label="cat"><box frame="0"/></track>`,
    );
    const report = await imported(project, file, { as: 'tags' });
    expect(report.warnings).toEqual([expect.stringContaining('1 track of videos')]);
    expect(imageNamed(project, 'plain.jpg').tags).toEqual([1, 2]);
    const labels = await imported(project, file);
    expect(labels.unreadable.some[0]).toContain(
      'boxes without an outline (1), lines without an outline (1), tags without an outline (1)',
    );
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    project.close();
  });

  it('that is hostile or damaged is refused by name; an image that is costs itself', async () => {
    const folder = temporaryFolder();
    const project = scoredProject(folder, ['plain.jpg', 'grey.jpg', 'cmyk.jpg']);
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>\n';
    await expect(imported(project, cvat(folder, image('plain.jpg', ''), bomb))).rejects.toThrow(
      'declares a document type',
    );
    const masks = [
      ...['1, 2', '1, 2, 3, 99', '-1, 9', 'x', ''].map((rle) => ['4', rle] as const),
      ['99999999', '1'] as const,
    ].map(([width, rle]) => `<mask label="cat" rle="${rle}" left="0" top="0" width="${width}" height="2"/>`);
    const points = ['1,1;2', '1,1;nan,2;3,3', '', '1,2,3;4,5'].map(
      (text) => `<polygon label="cat" points="${text}"/>`,
    );
    const file = cvat(
      folder,
      image(
        '../../plain.jpg',
        `${masks.join('')}${points.join('')}<polygon points="1,1;2,2;3,3"/>${polygon('cat', 0, 6, 0)}`,
      ) +
        image('grey.jpg', '<polygon label="cat"><broken></polygon>') +
        '<image id="7"/>' +
        image('cmyk.jpg', polygon('cat', 0, 6, 0)),
    );
    const report = await imported(project, file);
    expect(report.images).toBe(2);
    expect(report.unreadable.some).toEqual([expect.stringContaining('(grey.jpg) is not readable XML')]);
    expect(report.losses.some[0]).toBe(`${file}: images without a name (1)`);
    expect(report.losses.some[1]!.split('): ')[1]!.split(', ')).toEqual([
      'polygons without a label (1)',
      'polygons with fewer than three corners (3)',
      'polygons with coordinates that are no numbers (1)',
      'masks with runs that do not fill their rectangle (5)',
      'masks with a rectangle that is none (1)',
    ]);
    expect(pictureIn(project, 'plain.jpg')).toBe(rows('111111000000'));
    writeFileSync(file, '<annotations><image name="plain.jpg"><polygon');
    await expect(imported(project, file)).rejects.toThrow('annotations.xml ends in the middle');
    project.close();
  });

  it('is walked through piece by piece, wherever pieces end', async () => {
    const folder = temporaryFolder();
    const filler = (length: number): string => `<!--${'x'.repeat(length)}-->`;
    for (const length of [1024 * 1024 - 130, 1024 * 1024 - 110, 1024 * 1024 - 90, 1024 * 1024 - 60]) {
      const images = filler(length) + image('ä.jpg', filler(2_000_000)) + image('b.jpg', '') + '<track/>';
      const file = cvat(folder, images);
      const found: [number, number, string][] = [];
      const { tracks } = await scanImages(
        file,
        (start, text) => found.push([start, text.length, text.slice(0, 6)]),
        new TimeSlices(),
      );
      const whole = Buffer.from(
        `<?xml version="1.0" encoding="utf-8"?>\n<annotations><version>1.1</version><meta><task><name>images</name></task></meta>${images}`,
      );
      const starts = [whole.indexOf('<image id'), whole.indexOf('<image id="0" name="b')];
      expect(found.map(([start]) => start)).toEqual(starts);
      expect(found.map(([, , head]) => head)).toEqual(['<image', '<image']);
      expect(tracks).toBe(1);
    }
  });
});
