import type { Page } from '@playwright/test';

/** Drops files and folders of this machine in the middle of the page, as a file manager does; text where there are none. */
export async function drop(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const items = files.length > 0 ? [] : [{ mimeType: 'text/plain', data: 'https://example.org/' }];
  const [x, y] = await page.evaluate(() => [innerWidth / 2, innerHeight / 2] as const);
  const event = { x, y, data: { items, files, dragOperationsMask: 1 } };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...event });
  await session.detach();
}
