import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { imageSize } from 'image-size';
import { encodeVocPng } from '../src/main/image/mask/encodeVocPng.ts';
import { Camweave, expectBrowser, SAMPLES } from './Camweave.ts';
import { click, difference, onPage, pixelsOf, readInBrowser, ready } from './canvas.ts';
import { expectAccessible } from './expectAccessible.ts';

test.describe.configure({ mode: 'serial' });

/** The first photograph of the samples, which is open. */
const NAME = 'cameraman';
/** Another one, which nobody has worked on. */
const OTHER = 'cat';
const PERSON = 15;
const CAT = 8;
const { width, height } = imageSize(readFileSync(join(SAMPLES, `${NAME}.jpg`)));

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  writeMask('masks', (x) => (x < width / 4 ? PERSON : x < width / 2 ? CAT : 0));
  writeMask('truth', (x) => (x < width / 2 ? PERSON : 0));
  writeRamp();
  writeCoco();
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const folderOf = (name: string): string => join(camweave.folder, name);

/** A folder with a mask of the first photograph, by the column of a pixel, and one of no photograph. */
function writeMask(name: string, labelAt: (x: number) => number): void {
  mkdirSync(folderOf(name));
  const data = Uint8Array.from({ length: width * height }, (_, i) => labelAt(i % width));
  const png = encodeVocPng({ width, height, data });
  for (const stem of [NAME, 'nobody']) writeFileSync(join(folderOf(name), `${stem}.png`), png);
}

/** Score maps of a pipeline, as numpy.save writes `[2, 10, 20]` of float32: no bicycle, and a person that fades from left to right. */
function writeRamp(): void {
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 10, 20), }";
  const header = `${text.padEnd(117)}\n`;
  const values = Float32Array.from({ length: 400 }, (_, i) => (i < 200 ? 0 : 1 - (i % 20) / 20));
  mkdirSync(folderOf('scores'));
  const head = Buffer.from(`\x93NUMPY\x01\x00${String.fromCharCode(header.length)}\x00${header}`, 'latin1');
  writeFileSync(join(folderOf('scores'), `${NAME}.npy`), Buffer.concat([head, Buffer.from(values.buffer)]));
}

/** Annotations of COCO: a person, something that lies over a part of it, a box, and a crowd. */
function writeCoco(): void {
  const { width, height } = imageSize(readFileSync(join(SAMPLES, `${OTHER}.jpg`)));
  const rectangle = (from: number, to: number): number[][] => {
    const [left, right] = [width * from, width * to];
    return [[left, 0, right, 0, right, height, left, height]];
  };
  const shape = (category_id: number, from: number, to: number): object => ({
    ...{ image_id: 1, category_id, iscrowd: 0, segmentation: rectangle(from, to) },
  });
  const annotations = [
    ...[shape(1, 0, 0.5), shape(2, 0.4, 0.7), { ...shape(1, 0.8, 0.9), iscrowd: 1 }],
    { image_id: 1, category_id: 1, segmentation: [], bbox: [1, 1, 2, 2] },
  ];
  const categories = ['human', 'bycicle'].map((name, i) => ({ id: i + 1, name }));
  const images = [{ id: 1, file_name: `${OTHER}.jpg`, width, height }];
  writeFileSync(folderOf('instances.json'), JSON.stringify({ images, categories, annotations }));
}

const dialog = () => page.getByRole('dialog', { name: 'Import masks' });

/** Opens the dialog by the list of actions, and has a folder looked at. */
async function look(name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('import masks');
  await page.keyboard.press('Enter');
  await dialog().getByRole('textbox', { name: 'Folder' }).fill(folderOf(name));
  await dialog().getByRole('button', { name: 'Look' }).click();
}

async function run(images: number): Promise<void> {
  await dialog()
    .getByRole('button', { name: `Import (${images})` })
    .click();
  await expect(dialog().getByText(`${images} image has one now.`)).toBeVisible();
  await dialog().getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.locator('dialog')).toHaveCount(0);
  await ready(page);
}

/** The colour of the canvas over an image point. */
async function colourAt(x: number, y: number): Promise<string> {
  const [{ data, width: columns, channels }, point] = [await pixelsOf(page), await onPage(page, x, y)];
  const box = (await page.locator('canvas').boundingBox())!;
  const at = (Math.floor(point.y - box.y) * columns + Math.floor(point.x - box.x)) * channels;
  return Buffer.from(data.subarray(at, at + 3)).toString('hex');
}

test('score maps of another pipeline are shown, and re-thresholded live', async () => {
  // Two maps of an image with two tags are of those classes, once a person has said so.
  await page.keyboard.press('y');
  await expect(page.getByRole('switch', { name: /person/ }).first()).toBeChecked();
  await look('scores');
  await expect(dialog().getByText('1 file found: score maps (.npy).')).toBeVisible();
  await expect(dialog().getByRole('combobox', { name: 'Become' })).toHaveValue('scores');
  await dialog().getByRole('textbox', { name: 'From' }).fill('SEAM');
  await run(1);
  await expect(page.getByText('Scores imported from SEAM.')).toBeVisible();
  const slider = page.getByRole('slider', { name: /Threshold.*person/ });
  const before = await pixelsOf(page);
  await slider.fill('0.75');
  const after = await pixelsOf(page);
  expect(difference(before, after)).toBeGreaterThan(1000);
  await slider.fill('0.25');
  expect(difference(after, await pixelsOf(page))).toBeGreaterThan(1000);
});

test('masks are looked at first: what is found, and what is not, is said before anything is changed', async () => {
  await look('masks');
  await expect(dialog().getByText('2 files found: folder of PNG masks.')).toBeVisible();
  await expect(dialog().getByText('1 image would get one.')).toBeVisible();
  await dialog().getByText('Masks without an image (1)').click();
  await expect(dialog().getByText(join(folderOf('masks'), 'nobody.png'))).toBeVisible();
  await expect(dialog().getByText('Images without a mask (5)')).toBeVisible();
  await expectAccessible(page, camweave);
  await page.keyboard.press('Escape');
  await expect(page.getByText('Scores imported from SEAM.')).toBeVisible();
});

test('as labels to review they are shown pixel for pixel, corrected, and exported', async () => {
  await look('masks');
  await dialog().getByRole('textbox', { name: 'From' }).fill('another method');
  await run(1);
  await expect(page.getByText('Labels imported from another method.')).toBeVisible();
  await expect(page.getByRole('slider', { name: /Threshold.*person/ })).toHaveCount(0);
  await page.keyboard.press('b');
  await page.keyboard.press('0');
  await click(page, width * 0.37, height * 0.25);
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of 6 accepted')).toBeVisible();
  await page.keyboard.press('Control+e');
  const exporting = page.getByRole('dialog', { name: 'Export a data set' });
  await exporting.getByRole('textbox', { name: 'Folder' }).fill(folderOf('out'));
  await exporting.getByRole('button', { name: 'Export (1)' }).click();
  await expect(exporting.getByText('1 image exported and read back')).toBeVisible();
  await page.keyboard.press('Escape');
  const file = join(folderOf('out'), 'VOCdevkit', 'VOC2012', 'SegmentationClass', `${NAME}.png`);
  const [now, then] = await Promise.all(
    [file, join(folderOf('masks'), `${NAME}.png`)].map((path) => readInBrowser(page, readFileSync(path))),
  );
  const changed = difference(now!, then!);
  expect(changed).toBeGreaterThan(10);
  expect(changed).toBeLessThan((width * height) / 4);
});

test('with true masks beside the project the desk shows where labels differ, and how much', async () => {
  await look('truth');
  await dialog().getByRole('combobox', { name: 'Become' }).selectOption('ground-truth');
  await run(1);
  await page.locator('.row .name', { hasText: NAME }).click();
  await ready(page);
  const panel = page.getByRole('region', { name: 'Against the ground truth' });
  await expect(panel.getByRole('row', { name: /person/ })).toContainText('50.0 %');
  await page.keyboard.press('Alt+0');
  const legend = page.getByRole('list', { name: 'How labels differ from the ground truth' });
  await expect(legend).toContainText('missed');
  const right = await colourAt(width * 0.12, height * 0.25);
  const missed = await colourAt(width * 0.37, height * 0.25);
  const confused = await colourAt(width * 0.37, height * 0.6);
  const [r, g, b] = [0, 2, 4].map((at) => parseInt(right.slice(at, at + 2), 16)) as [number, number, number];
  expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(3);
  // Yellow, and blue.
  expect(parseInt(confused.slice(2, 4), 16)).toBeGreaterThan(parseInt(confused.slice(4, 6), 16) + 40);
  expect(parseInt(missed.slice(4, 6), 16)).toBeGreaterThan(parseInt(missed.slice(0, 2), 16) + 40);
  await expectAccessible(page, camweave);
});

test('shapes of COCO are looked at with what overlaps and what is lost, and classes are given their names', async () => {
  await look('instances.json');
  await expect(dialog().getByText('1 file found: COCO.')).toBeVisible();
  await expect(dialog().getByText('crowds, which become void (1)')).toBeVisible();
  const strangers = dialog().getByRole('group', { name: 'Classes that the project does not have' });
  await expect(strangers.getByRole('combobox')).toHaveCount(2);
  await strangers.getByRole('combobox', { name: /human/ }).selectOption('person');
  // What the name may be a misspelling of comes first.
  const near = strangers.getByRole('combobox', { name: /bycicle/ });
  await expect(near.getByRole('option').nth(2)).toHaveText('bicycle (did you mean this?)');
  await near.selectOption('bicycle');
  await expect(dialog().getByText('Shapes of different classes overlap (1)')).toBeVisible();
  await expect(dialog().getByText(/bicycle over person/)).toBeVisible();
  await expectAccessible(page, camweave);
  for (const [size, colorScheme] of [
    [{ width: 1440, height: 900 }, 'light'],
    [{ width: 1024, height: 700 }, 'dark'],
  ] as const) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: test.info().outputPath(`coco-${colorScheme}.png`) });
  }
  await dialog().getByRole('combobox', { name: 'Overlaps' }).selectOption('classes');
  await expect(dialog().getByText(/bicycle over person/)).toBeVisible();
  await dialog().getByRole('combobox', { name: 'Become' }).selectOption('tags');
  await expect(dialog().getByText('1 image would get one.')).toBeVisible();
  await dialog().getByRole('combobox', { name: 'Become' }).selectOption('ground-truth');
  await run(1);
  await page.locator('.row .name', { hasText: `${OTHER}.jpg` }).click();
  await ready(page);
  const panel = page.getByRole('region', { name: 'Against the ground truth' });
  await expect(panel.getByRole('row', { name: /bicycle/ })).toBeVisible();
});
