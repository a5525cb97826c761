import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { Camweave, expectBrowser } from './Camweave.ts';
import { difference, drag, pixelsOf, ready } from './canvas.ts';

test.describe.configure({ mode: 'serial' });

let camweave: Camweave;
test.beforeAll(async () => {
  expectBrowser();
  camweave = new Camweave();
  await camweave.makeProject(2);
  await camweave.start(camweave.project);
});
test.afterAll(() => camweave?.remove());

/** The inference child of the server under test. */
function inferenceChild(): number {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
      if (command.includes('inferenceChild') && Number(parent) === camweave.pid) return Number(pid);
    } catch {
      // It has ended meanwhile.
    }
  }
  throw new Error('No inference child is running.');
}

test('a wrong token, a foreign origin and paths in names get nothing', async () => {
  const page = await camweave.open();
  const id = await ready(page);
  const origin = new URL(camweave.link).origin;
  const wrong = await page.context().browser()!.newContext();
  expect((await wrong.request.get(`${origin}/?token=wrong`)).status()).toBe(401);
  expect((await wrong.request.get(`${origin}/thumbnail/${'0'.repeat(32)}`)).status()).toBe(401);
  await wrong.close();
  const foreign = await page.request.post(`${origin}/api/image.get`, {
    headers: { origin: 'http://evil.example' },
    data: { id: Number(id) },
  });
  expect(foreign.status()).toBe(403);
  for (const name of ['..%2f..%2fetc%2fpasswd', id, `${'0'.repeat(32)}`, 'a/../b']) {
    expect((await page.request.get(`${origin}/image/${name}`)).status()).toBe(404);
    expect((await page.request.get(`${origin}/thumbnail/${name}`)).status()).toBe(404);
  }
  await page.close();
});

test('the inference child is killed: a notice, and the work goes on', async () => {
  const page = await camweave.open();
  await ready(page);
  await page.keyboard.press('d');
  await expect(page.getByText('Runs on')).toBeVisible();
  process.kill(inferenceChild(), 'SIGKILL');
  await expect(page.getByText('The inference process ended unexpectedly')).toBeVisible();
  await page.getByText('Proposal settings').click();
  await page.getByLabel('Gamma').fill('5');
  await page.getByLabel('Gamma').blur();
  await expect(page.getByText('made with other settings')).toBeVisible();
  await page.getByRole('button', { name: 'Propose this image' }).click();
  await expect(page.getByText('made with other settings')).toHaveCount(0);
  await page.close();
});

test('the server is started again: strokes made meanwhile are kept, and the page goes on', async () => {
  const page = await camweave.open();
  await ready(page);
  // What follows edges is there before nobody can be asked for it.
  await pixelsOf(page);
  await page.keyboard.press('b');
  await camweave.stop('SIGKILL');
  await expect(page.getByRole('alert')).toContainText('No connection to Camweave');
  await drag(page, [60, 300], [160, 300]);
  await page.mouse.move(700, 5);
  const painted = await pixelsOf(page);
  await camweave.start(camweave.project);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('.row[aria-current] .state')).toHaveText('edited');
  await page.reload();
  await ready(page);
  await expect.poll(async () => difference(painted, await pixelsOf(page))).toBe(0);
  await page.close();
});

test('a second tab takes the project over; the first may take it back, and nothing is lost', async () => {
  const first = await camweave.open();
  await ready(first);
  const second = await camweave.open();
  await ready(second);
  await expect(first.getByRole('alertdialog')).toContainText('open in another tab');
  await second.keyboard.press('e');
  await drag(second, [60, 300], [160, 300]);
  await expect(second.getByRole('button', { name: 'Undo' })).toBeEnabled();
  await second.mouse.move(700, 5);
  const painted = await pixelsOf(second);
  await first.getByRole('button', { name: 'Use it here' }).click();
  await expect(second.getByRole('alertdialog')).toBeVisible();
  await expect.poll(async () => difference(painted, await pixelsOf(first))).toBe(0);
  await first.close();
  await second.close();
});
