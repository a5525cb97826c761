import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { click, difference, drag, onPage, pixelsOf, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

/** Takes up a tool by its key, and waits until it has read the photograph. */
async function takeUp(key: string, name: string): Promise<void> {
  await page.keyboard.press(key);
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('The photograph is being read')).toHaveCount(0);
}

/** Runs something that paints, and returns how many canvas pixels it changed; Ctrl+Z takes all of it back at once. */
async function changedAndUndone(work: () => Promise<void>): Promise<number> {
  const before = await pixelsOf(page);
  await work();
  await page.mouse.move(700, 5);
  const count = difference(before, await pixelsOf(page));
  if (count === 0) return 0;
  await page.keyboard.press('Control+z');
  await expect.poll(async () => difference(before, await pixelsOf(page))).toBe(0);
  return count;
}

/** Canvas pixels of an image pixel. */
async function areaScale(): Promise<number> {
  return ((await onPage(page, 1, 0)).x - (await onPage(page, 0, 0)).x) ** 2;
}

test('the smart brush paints less than the brush on the same way: only what looks alike', async () => {
  const stroke = (): Promise<void> => drag(page, [60, 60], [120, 60]);
  await page.keyboard.press('b');
  await page.keyboard.press('1');
  for (let i = 0; i < 6; i++) await page.keyboard.press(']');
  // Sky, and over the rim of the coat.
  const sky = await changedAndUndone(stroke);
  const rim = (): Promise<void> => drag(page, [70, 162], [42, 215]);
  const wholeRim = await changedAndUndone(rim);
  await takeUp('Shift+B', 'Smart brush');
  expect(await changedAndUndone(stroke)).toBeGreaterThan(0.7 * sky);
  const smart = await changedAndUndone(rim);
  expect(smart).toBeGreaterThan(0.1 * wholeRim);
  expect(smart).toBeLessThan(0.9 * wholeRim);
});

test('a magnetic polygon bends its sides along edges', async () => {
  const corners: [number, number][] = [
    [150, 108],
    [20, 240],
    [150, 400],
    [208, 290],
  ];
  const draw = async (): Promise<void> => {
    for (const [x, y] of corners) await click(page, x, y);
    await page.mouse.move(700, 5);
  };
  await page.keyboard.press('p');
  await draw();
  const straight = await page.locator('polyline.over').getAttribute('points');
  expect(straight!.split(' ')).toHaveLength(4);
  await page.keyboard.press('Escape');
  await takeUp('Shift+P', 'Magnetic polygon');
  await draw();
  const wires = await page.locator('polyline.over').getAttribute('points');
  expect(wires!.split(' ').length).toBeGreaterThan(20);
  await page.keyboard.press('Escape');
  const filled = await changedAndUndone(async () => {
    await draw();
    await page.keyboard.press('Enter');
  });
  expect(filled).toBeGreaterThan(3000 * (await areaScale()));
});

test('a region grows with a click, further with a drag, and shrinks with the right button', async () => {
  await takeUp('u', 'Grow or shrink region');
  const at = await onPage(page, 220, 110);
  const click1 = await changedAndUndone(() => page.mouse.click(at.x, at.y));
  expect(click1).toBeGreaterThan(0);
  const further = await changedAndUndone(() => drag(page, [220, 110], [300, 110]));
  expect(further).toBeGreaterThan(2 * click1);
  expect(await changedAndUndone(() => page.mouse.click(at.x, at.y, { button: 'right' }))).toBeGreaterThan(0);
});

test('two tools share a button, which shows the one that was in hand last and changes between them', async () => {
  const toolbar = page.getByRole('toolbar', { name: 'Tools' });
  await page.keyboard.press('b');
  await expect(toolbar.getByRole('button', { name: 'Smart brush', exact: true })).toHaveCount(0);
  await toolbar.getByRole('button', { name: 'Brush', exact: true }).click();
  const smart = toolbar.getByRole('button', { name: 'Smart brush', exact: true });
  await expect(smart).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('e');
  await smart.click();
  await expect(smart).toHaveAttribute('aria-pressed', 'true');
});
