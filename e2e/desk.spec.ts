import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { readIndexMask } from '../src/main/image/mask/readIndexMask.ts';
import { VOC_PALETTE } from '../src/shared/labels/vocPalette.ts';
import { missing, ServedProject } from './servedProject.ts';

test.skip(missing !== undefined, missing);
test.describe.configure({ mode: 'serial' });

let served: ServedProject;
test.beforeAll(async () => {
  served = new ServedProject();
  await served.propose(4);
  await served.start();
});
test.afterAll(async () => {
  await served.stop();
  served.remove();
});

const canvas = (page: Page) => page.locator('canvas');

async function openDesk(page: Page): Promise<void> {
  await page.goto(served.link);
  await expect(canvas(page)).toHaveAttribute('data-ready', /\d+/);
}

/** The canvas's pixels `uint8[height, width, 4]`, once a frame has been drawn. */
async function pixelsOf(page: Page): Promise<{ width: number; height: number; data: Uint8Array }> {
  const url = await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return document.querySelector('canvas')!.toDataURL('image/png');
  });
  const { width, height, data } = decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
  return { width, height, data: data as Uint8Array };
}

test('a threshold moves the labels at once, and is there again after a reload', async ({ page }) => {
  await openDesk(page);
  const slider = page.getByRole('slider', { name: 'Threshold of horse' });
  await expect(slider).toHaveValue('0.6');
  const before = await pixelsOf(page);
  const saved = page.waitForRequest((request) => request.postData()?.includes('"threshold":0.35') ?? false);
  await slider.focus();
  for (let i = 0; i < 25; i++) await page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveValue('0.35');
  const after = await pixelsOf(page);
  const changed = after.data.filter((value, i) => value !== before.data[i]).length;
  expect(changed).toBeGreaterThan(10_000);
  // Saved a moment after the last move.
  await (await saved).response();
  await page.reload();
  await expect(page.getByRole('slider', { name: 'Threshold of horse' })).toHaveValue('0.35');
  await page.getByRole('button', { name: 'Use the project’s thresholds' }).click();
  await expect(page.getByRole('slider', { name: 'Threshold of horse' })).toHaveValue('0.6');
});

test('what the canvas shows is what is accepted and exported, pixel by pixel', async ({ page }) => {
  await openDesk(page);
  const first = await canvas(page).getAttribute('data-ready');
  const name = (await page.locator('.row[aria-current] .name').textContent())!;
  await page.getByRole('slider', { name: 'Overlay' }).fill('1');
  await page.getByRole('button', { name: '100 %' }).click();
  const shown = await pixelsOf(page);
  await page.keyboard.press('Enter');
  await expect(canvas(page)).not.toHaveAttribute('data-ready', first!);
  await expect(page.getByText('1 of 260 accepted')).toBeVisible();

  await served.stop();
  const masks = await served.export('--states', 'accepted');
  await served.start();
  const mask = readIndexMask(readFileSync(join(masks, name.replace('.jpg', '.png'))), name);
  const { compared, differing } = compare(shown, mask);
  expect(compared).toBeGreaterThan(10_000);
  expect(differing).toBe(0);
});

/**
 * Looks at every canvas pixel of a labelled region: with a full overlay it has the palette's colour. Contours,
 * which are drawn over it, and background, which shows the photograph, are left out.
 */
function compare(
  shown: { width: number; height: number; data: Uint8Array },
  mask: { width: number; height: number; data: Uint8Array },
): { compared: number; differing: number } {
  const left = (shown.width - mask.width) / 2;
  const top = (shown.height - mask.height) / 2;
  const labelAt = (x: number, y: number): number => mask.data[y * mask.width + x] ?? -1;
  let compared = 0;
  let differing = 0;
  for (let y = 0; y < mask.height - 1; y++) {
    for (let x = 0; x < mask.width - 1; x++) {
      const label = labelAt(x, y);
      const border = label !== labelAt(x + 1, y) || label !== labelAt(x, y + 1);
      if (label === 0 || border) continue;
      const at = ((Math.floor(top) + y) * shown.width + Math.floor(left) + x) * 4;
      compared += 1;
      if (VOC_PALETTE[label]!.some((value, channel) => Math.abs(value - shown.data[at + channel]!) > 1))
        differing += 1;
    }
  }
  return { compared, differing };
}

test('accepted labels are frozen until the image is reopened; rejecting moves on', async ({ page }) => {
  await openDesk(page);
  await page.getByRole('navigation').getByRole('button').first().click();
  await expect(page.getByText('Accepted: the labels are frozen')).toBeVisible();
  await expect(page.getByRole('slider', { name: 'Threshold of horse' })).toBeDisabled();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('slider', { name: 'Threshold of horse' })).toBeEnabled();
  const before = await canvas(page).getAttribute('data-ready');
  await page.getByRole('button', { name: 'Reject' }).click();
  await expect(canvas(page)).not.toHaveAttribute('data-ready', before!);
  await expect(page.getByRole('button', { name: '.jpg rejected' })).toBeVisible();
});

test('zoom follows the pointer, the image can be dragged, and fit brings it back', async ({ page }) => {
  await openDesk(page);
  const fitted = await pixelsOf(page);
  await canvas(page).hover({ position: { x: 300, y: 300 } });
  await page.mouse.wheel(0, -600);
  const zoomed = await pixelsOf(page);
  expect(Buffer.compare(zoomed.data, fitted.data)).not.toBe(0);
  await page.mouse.down();
  await page.mouse.move(500, 500);
  await page.mouse.up();
  expect(Buffer.compare((await pixelsOf(page)).data, zoomed.data)).not.toBe(0);
  await page.getByRole('button', { name: 'Fit' }).click();
  expect(Buffer.compare((await pixelsOf(page)).data, fitted.data)).toBe(0);
});

test('fits a small window: nothing covers the classes', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 700 });
  await openDesk(page);
  const photo = (await canvas(page).boundingBox())!;
  const panel = (await page.getByRole('complementary').boundingBox())!;
  expect(photo.x + photo.width).toBeLessThanOrEqual(panel.x + 1);
  expect(panel.x + panel.width).toBeLessThanOrEqual(1024);
  const { width } = await pixelsOf(page);
  expect(width).toBe(Math.round(photo.width));
});

test('says so when Camweave no longer answers, and keeps the page', async ({ page }) => {
  await openDesk(page);
  await served.stop();
  await page.keyboard.press('d');
  await expect(page.getByRole('alert')).toContainText('Camweave does not answer');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await served.start();
});

for (const colorScheme of ['dark', 'light'] as const) {
  test(`has no serious fault of accessibility, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openDesk(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => [id, nodes.map(({ target }) => target).slice(0, 3)])).toEqual([]);
  });
}
