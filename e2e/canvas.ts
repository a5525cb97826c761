import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { decode } from 'fast-png';

export interface Pixels {
  width: number;
  height: number;
  /** `[height, width, channels]` */
  data: Uint8Array;
  channels: number;
}

export const canvas = (page: Page): Locator => page.locator('canvas');

/** Waits until the image is on the canvas, and returns its id. */
export async function ready(page: Page): Promise<string> {
  await expect(canvas(page)).toHaveAttribute('data-ready', /\d+/);
  return (await canvas(page).getAttribute('data-ready'))!;
}

/** The canvas's pixels, once a frame has been drawn finely. */
export async function pixelsOf(page: Page): Promise<Pixels> {
  const url = await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
    const shown = document.querySelector('canvas')!;
    for (let i = 0; i < 3; i++) await frame();
    while (shown.dataset.settling) await frame();
    await frame();
    return shown.toDataURL('image/png');
  });
  const { width, height, data, channels } = decode(bytesOf(url));
  return { width, height, data: data as Uint8Array, channels };
}

/** What a `data:` URL in base64 holds. */
function bytesOf(url: string): Uint8Array {
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Where an image point is on the page. */
export async function onPage(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const [left, top, scale] = (await canvas(page).getAttribute('data-view'))!.split(' ').map(Number) as [
    number,
    number,
    number,
  ];
  const box = (await canvas(page).boundingBox())!;
  return { x: box.x + (x - left) * scale, y: box.y + (y - top) * scale };
}

/** Drags from one image point over others. */
export async function drag(page: Page, ...points: [number, number][]): Promise<void> {
  const [first, ...others] = await Promise.all(points.map(([x, y]) => onPage(page, x, y)));
  await page.mouse.move(first!.x, first!.y);
  await page.mouse.down();
  for (const { x, y } of others) await page.mouse.move(x, y, { steps: 5 });
  await page.mouse.up();
}

/** Clicks an image point. */
export async function click(page: Page, x: number, y: number): Promise<void> {
  const point = await onPage(page, x, y);
  await page.mouse.click(point.x, point.y);
}

/** How many canvas pixels differ. */
export function difference(a: Pixels, b: Pixels): number {
  let count = 0;
  for (let i = 0; i < a.data.length; i += a.channels)
    if (a.data[i] !== b.data[i] || a.data[i + 1] !== b.data[i + 1] || a.data[i + 2] !== b.data[i + 2])
      count++;
  return count;
}

/** The colours of a PNG file as the browser reads it: another reader than Camweave's own. */
export async function readInBrowser(page: Page, png: Buffer): Promise<Pixels> {
  // Pixels come back as text too: Playwright looks at each number of an array.
  const { width, height, url } = await page.evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]), { colorSpaceConversion: 'none' });
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const reader = new FileReader();
    const read = new Promise((resolve) => reader.addEventListener('load', resolve));
    reader.readAsDataURL(new Blob([pixels.data]));
    await read;
    return { width: pixels.width, height: pixels.height, url: reader.result as string };
  }, png.toString('base64'));
  return { width, height, data: bytesOf(url), channels: 4 };
}

/**
 * Compares a canvas at 100 % with full overlay and no contours with a mask in colours: where the mask is not black,
 * which is background, both have the same colour.
 */
export function compareWithMask(shown: Pixels, mask: Pixels): { labelled: number; differing: number } {
  const left = Math.floor((shown.width - mask.width) / 2);
  const top = Math.floor((shown.height - mask.height) / 2);
  let labelled = 0;
  let differing = 0;
  for (let y = 0; y < mask.height; y++) {
    for (let x = 0; x < mask.width; x++) {
      const from = (y * mask.width + x) * mask.channels;
      const colour = mask.data.subarray(from, from + 3);
      if (colour.every((value) => value === 0)) continue;
      labelled += 1;
      const at = ((top + y) * shown.width + left + x) * shown.channels;
      if (colour.some((value, channel) => Math.abs(value - shown.data[at + channel]!) > 1)) differing += 1;
    }
  }
  return { labelled, differing };
}
