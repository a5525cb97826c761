import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { decode } from 'fast-png';
import { camweave as command } from '../testing/runCamweave.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { ready } from './canvas.ts';

// What comes with Camweave is all that these need: the bundled pack and the samples.
test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.start();
  page = await camweave.open();
});
test.afterAll(() => camweave?.remove());

test('one click on a first start leads to a proposal', async () => {
  await page.getByRole('button', { name: 'Try it on the samples' }).click();
  expect(await ready(page)).toBe('1');
  await expect(page.getByRole('slider', { name: 'Threshold of person' })).toBeVisible();
  await expect(page.locator('.row .name', { hasText: '.jpg' })).toHaveText([
    ...['cameraman.jpg', 'cat.jpg', 'coffee.jpg', 'officer.jpg', 'rocket.jpg', 'spacesuit.jpg'],
  ]);
});

test('all samples are proposed', async () => {
  await page.getByRole('button', { name: /Propose \d images/ }).click();
  await expect(page.getByText('images proposed.')).toBeVisible();
  await page.keyboard.press('d');
  await expect(page.getByRole('slider', { name: 'Threshold of cat' })).toBeVisible();
});

test('the classifier’s tags are confirmed with one key, and what else it sees can be added in the list', async () => {
  const confirm = page.getByRole('button', { name: /^Confirm/ });
  await expect(confirm).toBeVisible();
  await page.keyboard.press('y');
  await expect(confirm).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(confirm).toBeVisible();
  const coffee = page.locator('.entry', { hasText: 'coffee.jpg' });
  const add = coffee.getByRole('button', { name: /^Add the tag/ }).first();
  const [, name] = /^Add the tag (.+) to coffee/.exec((await add.getAttribute('aria-label')) ?? '') ?? [];
  const tag = coffee.getByRole('img', { name: name!, exact: true });
  await add.click();
  await expect(tag).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(tag).toBeHidden();
});

test('people and the cat are where they are proposed', async () => {
  await camweave.stop();
  const project = join(camweave.home, 'samples.camweave');
  expect(existsSync(project)).toBe(true);
  const out = join(camweave.folder, 'voc');
  expect((await command('export', project, '--out', out, '--states', 'proposed')).code).toBe(0);
  const masks = join(out, 'VOCdevkit', 'VOC2012', 'SegmentationClass');
  const [cat, person] = [8, 15];
  // Points in pixels: faces, a shoulder, a nose; sky, walls and grass.
  const places = [
    { name: 'spacesuit', label: person, inside: ['220 110'], outside: ['480 20', '20 20'] },
    { name: 'cameraman', label: person, inside: ['190 130', '120 250'], outside: ['430 60', '480 480'] },
    { name: 'officer', label: person, inside: ['250 200'], outside: ['480 60'] },
    { name: 'cat', label: cat, inside: ['180 130', '260 220'], outside: [] },
  ];
  for (const { name, label, inside, outside } of places) {
    const { width, data } = decode(readFileSync(join(masks, `${name}.png`)));
    const labelAt = (point: string): number => {
      const [x, y] = point.split(' ').map(Number) as [number, number];
      return data[y * width + x]!;
    };
    expect(inside.map(labelAt), name).toEqual(inside.map(() => label));
    expect(outside.map(labelAt), name).toEqual(outside.map(() => 0));
  }
});
