import { readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import type { Pixels } from './canvas.ts';
import {
  canvas,
  compareWithMask,
  difference,
  drag,
  onPage,
  pixelsOf,
  readInBrowser,
  ready,
} from './canvas.ts';

test.describe.configure({ mode: 'serial' });

/** The coat of the person, of which most is missing in the proposal. */
const COAT: [number, number] = [110, 300];
/** Lawn between the arms, which the proposal takes for the person. */
const LAWN: [number, number] = [258, 205];

let camweave: Camweave;
let page: Page;
/** Questions to Camweave that the page has asked; the window's are not seen. */
let asked = 0;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(2, camweave.photographs);
  await camweave.start(camweave.project);
  page = await camweave.open();
  page.on('request', (request) => (asked += Number(request.url().endsWith('/api/click.correct'))));
  await ready(page);
  await page.keyboard.press('s');
  await expect(page.getByRole('button', { name: 'Correct by clicks' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});
test.afterAll(() => camweave?.remove());

const marks = (): Locator => page.locator('g.click');
const stageHint = (): Locator => page.locator('.hint', { hasText: 'Backspace takes the last click back' });

/** Clicks an image point, and waits for the answer. */
async function clickAt(
  [x, y]: readonly [number, number],
  options: { button?: 'left' | 'right'; alt?: boolean } = {},
): Promise<void> {
  const before = await marks().count();
  const at = await onPage(page, x, y);
  if (options.alt) await page.keyboard.down('Alt');
  await page.mouse.click(at.x, at.y, { button: options.button ?? 'left' });
  if (options.alt) await page.keyboard.up('Alt');
  await expect(marks()).toHaveCount(before + 1);
  await answered();
}

/** The first answer reads the photograph and may start a child. */
async function answered(): Promise<void> {
  await expect(stageHint()).toBeVisible();
  await expect(page.locator('g.click.waiting')).toHaveCount(0);
}

/** The canvas, with no pointer over it. */
async function shown(): Promise<Pixels> {
  await page.mouse.move(700, 5);
  return pixelsOf(page);
}

/** The canvas pixel in the middle of an image pixel. */
async function colourAt(pixels: Pixels, [x, y]: readonly [number, number]): Promise<number[]> {
  const [at, box] = await Promise.all([onPage(page, x + 0.5, y + 0.5), canvas(page).boundingBox()]);
  const i = (Math.round(at.y - box!.y) * pixels.width + Math.round(at.x - box!.x)) * pixels.channels;
  return [...pixels.data.subarray(i, i + 3)];
}

/** Canvas pixels that differ beyond a rectangle of the image. */
async function differenceBeyond(
  a: Pixels,
  b: Pixels,
  [left, top]: readonly [number, number],
  [right, bottom]: readonly [number, number],
): Promise<number> {
  const box = (await canvas(page).boundingBox())!;
  const [from, to] = [await onPage(page, left, top), await onPage(page, right, bottom)];
  let count = 0;
  for (let i = 0, n = 0; i < a.data.length; i += a.channels, n++) {
    if ([0, 1, 2].every((channel) => a.data[i + channel] === b.data[i + channel])) continue;
    const [x, y] = [(n % a.width) + box.x, Math.floor(n / a.width) + box.y];
    if (x < from.x || x > to.x || y < from.y || y > to.y) count++;
  }
  return count;
}

test('where the pointer rests, what a click would do is shown, and the click has its answer', async () => {
  const preview = page.locator('g.preview path.over');
  const at = await onPage(page, ...COAT);
  await page.mouse.move(at.x, at.y);
  await expect(preview).toHaveAttribute('d', /^M.{200,}/, { timeout: 60_000 });
  const askedBefore = asked;
  await page.mouse.down();
  await page.mouse.up();
  await answered();
  expect(asked).toBe(askedBefore);
  await expect(preview).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('a click adds what is missing around it, and Enter keeps it as one stroke', async () => {
  const before = await shown();
  await clickAt(COAT);
  const added = await shown();
  expect(difference(before, added)).toBeGreaterThan(5000);
  expect(await colourAt(added, COAT)).not.toEqual(await colourAt(before, COAT));
  await clickAt([150, 380]);
  const more = await shown();
  const undo = page.getByRole('button', { name: 'Undo' });
  await expect(page.locator('.row[aria-current] .state')).toHaveText('proposed');
  await page.keyboard.press('Enter');
  await expect(marks()).toHaveCount(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  expect(difference(more, await shown())).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => difference(before, await shown())).toBe(0);
  await expect(undo).toBeDisabled();
  await page.keyboard.press('Control+Shift+Z');
  await expect.poll(async () => difference(more, await shown())).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => difference(before, await shown())).toBe(0);
});

test('the right button, or Alt, takes away what is too much', async () => {
  const before = await shown();
  const results: Pixels[] = [];
  for (const options of [{ button: 'right' }, { alt: true }] as const) {
    await clickAt(LAWN, options);
    await expect(page.locator('g.click.negative')).toHaveCount(1);
    const less = await shown();
    expect(difference(before, less)).toBeGreaterThan(200);
    expect(await colourAt(less, LAWN)).not.toEqual(await colourAt(before, LAWN));
    results.push(less);
    await page.keyboard.press('Escape');
    expect(difference(before, await shown())).toBe(0);
  }
  expect(difference(results[0]!, results[1]!)).toBe(0);
});

test('Backspace and Ctrl+Z take back one click at a time, at once and without asking', async () => {
  const before = await shown();
  await clickAt(COAT);
  const one = await shown();
  await clickAt(LAWN, { button: 'right' });
  const two = await shown();
  expect(difference(one, two)).toBeGreaterThan(200);
  const askedBefore = asked;
  await page.keyboard.press('Backspace');
  expect(difference(one, await shown())).toBe(0);
  await expect(marks()).toHaveCount(1);
  await page.keyboard.press('Control+z');
  expect(difference(before, await shown())).toBe(0);
  await expect(marks()).toHaveCount(0);
  await page.waitForTimeout(300);
  expect(asked).toBe(askedBefore);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('Escape leaves clicks without a trace', async () => {
  const before = await shown();
  await clickAt(COAT);
  expect(difference(before, await shown())).toBeGreaterThan(5000);
  await page.keyboard.press('Escape');
  await expect(marks()).toHaveCount(0);
  expect(difference(before, await shown())).toBe(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a drag is a box, beyond which nothing changes', async () => {
  const before = await shown();
  const [from, to]: [number, number][] = [
    [30, 160],
    [240, 500],
  ];
  await drag(page, from!, to!);
  await answered();
  await expect(page.locator('svg rect.over')).toHaveCount(1);
  const boxed = await shown();
  expect(difference(before, boxed)).toBeGreaterThan(1000);
  // A cell of the correction may lie on the rim of the box, and a contour beside it.
  expect(await differenceBeyond(before, boxed, [from![0] - 4, from![1] - 4], [to![0] + 4, to![1] + 4])).toBe(
    0,
  );
  await page.keyboard.press('Escape');
  expect(difference(before, await shown())).toBe(0);
});

test('the next tool keeps what is shown, as one stroke', async () => {
  const before = await shown();
  await clickAt(COAT);
  const kept = await shown();
  await page.keyboard.press('b');
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  expect(difference(kept, await shown())).toBe(0);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => difference(before, await shown())).toBe(0);
  await page.keyboard.press('s');
});

test('what clicks have made is accepted and exported, pixel by pixel', async () => {
  await clickAt(COAT);
  await clickAt(LAWN, { button: 'right' });
  await page.keyboard.press('Enter');
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await page.getByRole('slider', { name: 'Overlay' }).fill('1');
  await page.getByRole('checkbox', { name: 'Contours' }).uncheck();
  await page.getByRole('button', { name: '100 %' }).click();
  const pixels = await shown();
  const name = await page.locator('.row[aria-current] .name').textContent();
  const first = await ready(page);
  await page.keyboard.press('Enter');
  await expect(canvas(page)).not.toHaveAttribute('data-ready', first);
  await expect(page.getByText('1 of 6 accepted')).toBeVisible();

  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export a data set' });
  const out = join(camweave.folder, 'out');
  await expect(dialog.getByRole('textbox', { name: 'Folder' })).not.toHaveValue('');
  await dialog.getByRole('textbox', { name: 'Folder' }).fill(out);
  await dialog.getByRole('button', { name: 'Export (1)' }).click();
  await expect(dialog.getByText('1 image exported and read back')).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const file = join(out, 'VOCdevkit', 'VOC2012', 'SegmentationClass', name!.replace('.jpg', '.png'));
  const { labelled, differing } = compareWithMask(pixels, await readInBrowser(page, readFileSync(file)));
  process.stdout.write(`clicks, export: ${labelled} labelled pixels compared, ${differing} differing\n`);
  expect(labelled).toBeGreaterThan(30_000);
  expect(differing).toBe(0);
});

test('a photograph that was deleted is named when it is clicked on, and nothing changes', async () => {
  await ready(page);
  await expect(page.locator('.row[aria-current] .name')).toHaveText('cat.jpg');
  const before = await shown();
  unlinkSync(join(camweave.photographs, 'cat.jpg'));
  const at = await onPage(page, 420, 150);
  await page.mouse.click(at.x, at.y);
  await expect(page.getByRole('alert').filter({ hasText: 'cat.jpg' }).first()).toBeVisible();
  await expect(marks()).toHaveCount(0);
  expect(difference(before, await shown())).toBe(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('proposed');
});
