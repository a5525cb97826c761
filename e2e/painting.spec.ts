import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { canvas, click, difference, drag, onPage, pixelsOf, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(2);
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

/** Runs something that paints, and returns how many canvas pixels it changed. */
async function changed(work: () => Promise<void>): Promise<number> {
  const before = await pixelsOf(page);
  await work();
  await page.mouse.move(700, 5);
  return difference(before, await pixelsOf(page));
}
const undo = async (): Promise<void> => {
  const button = page.getByRole('button', { name: 'Undo' });
  while (await button.isEnabled()) {
    await page.keyboard.press('Control+z');
    await page.waitForTimeout(150);
  }
};

test('a polygon is filled when it is closed, and Escape leaves one without a trace', async () => {
  await page.keyboard.press('p');
  const corners: [number, number][] = [
    [300, 20],
    [420, 20],
    [360, 90],
  ];
  expect(
    await changed(async () => {
      for (const [x, y] of corners) await click(page, x, y);
      await page.keyboard.press('Escape');
    }),
  ).toBe(0);
  const filled = await changed(async () => {
    for (const [x, y] of [...corners, corners[0]!]) await click(page, x, y);
  });
  expect(filled).toBeGreaterThan(5000);
  await undo();
});

test('Shift draws a straight line from where the last stroke ended', async () => {
  await page.keyboard.press('b');
  // A class that the image does not show.
  await page.keyboard.press('1');
  const painted = await changed(async () => {
    await click(page, 40, 30);
    await page.keyboard.down('Shift');
    await click(page, 240, 30);
    await page.keyboard.up('Shift');
  });
  const scale = (await onPage(page, 1, 0)).x - (await onPage(page, 0, 0)).x;
  expect(painted).toBeGreaterThan(200 * 20 * scale * scale);
  await undo();
});

test('a finger paints, two zoom and move without a trace, and the other end of a pen erases', async () => {
  test.skip(camweave.inWindow, 'a window is not driven by the protocol that sends fingers');
  const protocol = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    protocol.send('Input.dispatchTouchEvent', { type, touchPoints });
  const view = (): Promise<string | null> => canvas(page).getAttribute('data-view');
  await page.keyboard.press('b');
  const fitted = await view();
  const [a, b] = [await onPage(page, 100, 60), await onPage(page, 160, 60)];
  await touch('touchStart', [a]);
  await touch('touchMove', [{ x: a.x + 30, y: a.y }]);
  await touch('touchStart', [{ x: a.x + 30, y: a.y }, b]);
  await touch('touchMove', [a, { x: b.x + 60, y: b.y + 20 }]);
  await touch('touchEnd', []);
  await expect.poll(view).not.toBe(fitted);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  await page.keyboard.press('z');
  await expect.poll(view).toBe(fitted);
  const painted = await changed(async () => {
    await touch('touchStart', [a]);
    await touch('touchMove', [b]);
    await touch('touchEnd', []);
  });
  expect(painted).toBeGreaterThan(1000);
  const erased = await changed(() =>
    canvas(page).evaluate(
      (element, points) => {
        const at = (type: string, { x, y }: { x: number; y: number }, button: number): void => {
          const pen = { pointerId: 1, pointerType: 'pen', buttons: 32, pressure: 1, bubbles: true };
          element.dispatchEvent(new PointerEvent(type, { ...pen, button, clientX: x, clientY: y }));
        };
        at('pointerdown', points.a, 5);
        at('pointermove', points.b, -1);
        at('pointerup', points.b, 5);
      },
      { a, b },
    ),
  );
  expect(erased).toBeGreaterThan(0.9 * painted);
  await undo();
});

test('what a stroke has changed is drawn alone, and looks as if all of the canvas had been drawn', async () => {
  const pixels = async (): Promise<Buffer> => Buffer.from((await pixelsOf(page)).data);
  await page.keyboard.press('b');
  await page.keyboard.press('h');
  // At scales below and above one canvas pixel to an image pixel, none of them whole.
  for (const zooms of ['----', '', '++++++']) {
    for (const key of zooms) await page.keyboard.press(key);
    await drag(page, [235, 240], [270, 260], [250, 275]);
    await drag(page, [270, 240], [240, 270]);
    await page.mouse.move(700, 5);
    const inParts = await pixels();
    await page.keyboard.press('k');
    expect(inParts.equals(await pixels())).toBe(false);
    await page.keyboard.press('k');
    expect(inParts.equals(await pixels())).toBe(true);
    await page.keyboard.press('z');
  }
  await page.keyboard.press('h');
  await undo();
});

test('a region that was accepted stays when the threshold moves; a rejected one goes', async () => {
  const slider = page.getByRole('slider', { name: 'Threshold of person' });
  const pixels = async (): Promise<Buffer> => Buffer.from((await pixelsOf(page)).data);
  const usual = await slider.inputValue();
  await page.keyboard.press('r');
  // The face.
  await click(page, 220, 110);
  await slider.fill('1');
  const kept = await pixels();
  await page.keyboard.press('t');
  const removed = await changed(() => click(page, 220, 110));
  expect(removed).toBeGreaterThan(5000);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => kept.equals(await pixels())).toBe(true);
  // Clearing gives the region back to the proposal, which at this threshold is background.
  await page.keyboard.press('x');
  expect(await changed(() => click(page, 220, 110))).toBe(removed);
  await undo();
  await slider.fill(usual);
});

test('locked and protected classes are spared, hidden ones are not drawn', async () => {
  await page.getByRole('button', { name: 'Lock person' }).click();
  await page.keyboard.press('0');
  expect(await changed(() => drag(page, [210, 100], [230, 130]))).toBe(0);
  await page.getByRole('button', { name: 'Lock person' }).click();
  const hidden = await changed(() => page.getByRole('button', { name: 'Hide person' }).click());
  expect(hidden).toBeGreaterThan(10_000);
  await page.getByRole('button', { name: 'Hide person' }).click();
  await page.keyboard.press('v');
  expect(await changed(() => drag(page, [210, 100], [230, 130]))).toBeGreaterThan(500);
  await undo();
});

test('strokes that were finished are there after a reload in mid-stroke, with their undo', async () => {
  test.skip(camweave.inWindow, 'a window is not reloaded');
  await page.keyboard.press('b');
  await drag(page, [60, 300], [160, 300]);
  await page.mouse.move(700, 5);
  const saved = await pixelsOf(page);
  const start = await onPage(page, 300, 320);
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y);
  await page.reload();
  await ready(page);
  await page.mouse.up();
  await expect.poll(async () => difference(saved, await pixelsOf(page))).toBe(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => difference(saved, await pixelsOf(page))).toBeGreaterThan(1000);
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect.poll(async () => difference(saved, await pixelsOf(page))).toBe(0);
});

test('a new proposal leaves what was painted', async () => {
  await page.keyboard.press('b');
  await drag(page, [60, 300], [160, 300]);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await page.getByText('Proposal settings').click();
  await page.getByLabel('Coupling').selectOption('cam');
  await expect(page.getByText('made with other settings')).toBeVisible();
  await page.getByRole('button', { name: 'Propose this image' }).click();
  await expect(page.getByText('made with other settings')).toHaveCount(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await page.getByLabel('Coupling').selectOption('adcam');
  await expect(page.getByText('made with other settings')).toBeVisible();
  await page.getByLabel('Coupling').blur();
  await page.keyboard.press('n');
  await expect(page.getByText('made with other settings')).toHaveCount(0);
});

test('each stage of the evidence shows something else, side by side with a divider', async () => {
  const seen: Buffer[] = [];
  for (const stage of [
    'Image',
    'CAM',
    'Attention',
    'Refined attention',
    'Direct',
    'AD-CAM',
    'Labels',
    'Who decided',
  ]) {
    await page.getByRole('button', { name: stage, exact: true }).click();
    await page.mouse.move(700, 5);
    await expect(page.getByText('Loading …')).toHaveCount(0);
    await expect
      .poll(async () => {
        const pixels = Buffer.from((await pixelsOf(page)).data);
        return seen.some((before) => before.equals(pixels));
      })
      .toBe(false);
    seen.push(Buffer.from((await pixelsOf(page)).data));
  }
  await page.keyboard.press('w');
  const divider = page.getByRole('slider', { name: 'Divider' });
  expect(await changed(() => divider.fill('0.2'))).toBeGreaterThan(1000);
  await page.keyboard.press('w');
});

test('every action is found in the palette, and keys can be changed', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find an action' }).fill('poly');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Polygon' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change the key of Eraser' }).click();
  await page.keyboard.press('w');
  await page.keyboard.press('Escape');
  await page.keyboard.press('w');
  await expect(page.getByRole('button', { name: 'Eraser' })).toHaveAttribute('aria-pressed', 'true');
});

test('a class can be added, tagged and painted', async () => {
  await page.getByRole('button', { name: 'Add a class' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a class' });
  await dialog.getByLabel('Name').fill('climbing frame');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByText('Other classes').click();
  await page.getByRole('switch', { name: 'climbing frame is in this image' }).check();
  await page.getByRole('button', { name: /^climbing frame/ }).click();
  expect(await changed(() => drag(page, [400, 250], [450, 300]))).toBeGreaterThan(500);
});
