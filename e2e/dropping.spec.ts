import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave, expectBrowser, SAMPLES } from './Camweave.ts';
import { ready } from './canvas.ts';
import { drop } from './drop.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
let page: Page;
let address: string;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  scoredProject(camweave.folder, ['plain.png']).close();
  writeFileSync(join(camweave.folder, 'notes.txt'), 'notes');
  mkdirSync(join(camweave.folder, 'empty'));
  await camweave.start();
  page = await camweave.open();
  await expect(page.getByRole('heading', { name: 'New project' })).toBeVisible();
  address = page.url();
});
test.afterAll(() => camweave?.remove());

const inFolder = (name: string): string => join(camweave.folder, name);
/** Drops something, and expects an answer in words on the same page. */
async function answered(words: string, ...files: string[]): Promise<void> {
  await drop(page, ...files);
  await expect(page.getByRole('status').or(page.getByRole('alert')).filter({ hasText: words })).toBeVisible();
  expect(page.url()).toBe(address);
}

test('what is dropped and cannot be used is answered in words, and leads nowhere', async () => {
  await answered('Only files and folders');
  await answered('drop the folder that holds', join(SAMPLES, 'cat.jpg'));
  await answered('one thing at a time', SAMPLES, inFolder('empty'));
  if (!camweave.inWindow) return answered('A browser does not tell', SAMPLES);
  await answered('Camweave cannot open notes.txt', inFolder('notes.txt'));
  await answered('holds no images', inFolder('empty'));
});

test('a folder of photographs, a pack and a project are used', async () => {
  test.skip(!camweave.inWindow, 'a browser does not tell where a dropped folder lies');
  await drop(page, SAMPLES);
  await expect(page.getByText('6 images (folder)')).toBeVisible();
  const pack = join(SAMPLES, '..', 'packs', 'default');
  await drop(page, pack);
  await expect(page.locator('.pack.chosen')).toContainText('Proposes 20 classes');
  await expect(page.getByLabel('Images', { exact: true })).toHaveValue(SAMPLES);
  await drop(page, inFolder('test.camweave'));
  await ready(page);
});

test('on the desk projects are opened, and the rest is answered', async () => {
  if (!camweave.inWindow) {
    await page.getByRole('button', { name: 'Try it on the samples' }).click();
    await ready(page);
    return answered('A browser does not tell', inFolder('test.camweave'));
  }
  await answered('made on the start page', SAMPLES);
  await answered('Only files and folders');
  await expect(page.getByRole('heading', { name: 'test', exact: true })).toBeVisible();
});
