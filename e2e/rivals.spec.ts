import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { Camweave, expectBrowser } from './Camweave.ts';
import { expectAccessible } from './expectAccessible.ts';
import { ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

const PERSON = 15;
let camweave: Camweave;
let page: Page;
/** Anna has labelled the left quarter of the first photograph as a person. */
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(1);
  const project = ProjectFile.open(camweave.project);
  const image = project.images.all()[0]!;
  const [width, height] = [image.width!, image.height!];
  const labels = Uint8Array.from({ length: width * height }, (_, i) => (i % width < width / 4 ? PERSON : 0));
  const facts = { at: '2026-01-01', version: 'v', seen: [], people: [] as [string, string][] };
  project.transaction(() =>
    project.rivals.put(image.id, { author: 'anna', what: 'accept', note: null, labels, ...facts }),
  );
  project.close();
  await camweave.start(camweave.project);
  page = await camweave.open();
  await ready(page);
});
test.afterAll(() => camweave?.remove());

const others = () => page.getByRole('region', { name: 'Others' });

test('says who has labelled the image differently, and shows how', async () => {
  await expect(others()).toContainText(/anna labelled this differently \(IoU 0\.\d\d\)/);
  await others().getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('region', { name: 'Against anna' })).toContainText('person');
  await expect(page.getByRole('list', { name: 'How labels differ from those of anna' })).toBeVisible();
  await expectAccessible(page, camweave, 'any');
  await page.screenshot({ path: test.info().outputPath('difference.png') });
  await others().getByRole('button', { name: 'Hide' }).click();
  await expect(page.getByRole('region', { name: 'Against anna' })).toBeHidden();
});

test('takes their labels, and gives them back with Ctrl+Z', async () => {
  await others().getByRole('button', { name: 'Take anna’s labels' }).click();
  await expect(others()).toBeHidden();
  await expect(page.getByRole('button', { name: 'cameraman.jpg edited' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('taken.png') });
  await page.keyboard.press('Control+z');
  await expect(others()).toContainText('anna labelled this differently');
  await expect(page.getByRole('button', { name: 'cameraman.jpg proposed' })).toBeVisible();
});
