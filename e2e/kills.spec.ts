import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ProjectFile } from '../src/main/project/ProjectFile.ts';
import { base64Deflated } from '../testing/packedPixels.ts';
import { seededRandom } from '../testing/random.ts';
import { scoredProject } from '../testing/scoredProject.ts';
import { Camweave } from './Camweave.ts';
import { ready } from './canvas.ts';

/** How often the window is killed; `CAMWEAVE_KILLS=20` for a long look. */
const COUNT = Number(process.env['CAMWEAVE_KILLS'] ?? 1);
const SEED = Number(process.env['CAMWEAVE_SEED'] ?? 1);

test(`a window that is killed has what it acknowledged: ${COUNT} kills, seed ${SEED}`, async () => {
  test.skip(test.info().project.name === 'serve', 'the server is killed in testing/faults');
  test.setTimeout(60_000 * COUNT);
  const camweave = new Camweave();
  const random = seededRandom(SEED);
  const file = join(camweave.folder, 'test.camweave');
  scoredProject(camweave.folder, ['plain.png']).close();
  let row = new Uint8Array(12).fill(254);
  for (let kill = 0; kill < COUNT; kill++) {
    await camweave.start(file);
    const page = await camweave.open();
    await ready(page);
    const { pid } = camweave.electron.process();
    const killing = new Promise<void>((resolve) => {
      camweave.electron.process().once('exit', () => resolve());
      setTimeout(() => process.kill(pid!, 'SIGKILL'), 20 + random() * 300);
    });
    /** As painted, with the stroke that nobody has acknowledged and without it. */
    let next: Uint8Array<ArrayBuffer>;
    for (;;) {
      const x = Math.floor(random() * 11);
      next = row.slice();
      next[x] = row[x] === 2 ? 1 : 2;
      const [before, after] = [row, next].map((pixels) => base64Deflated(pixels.slice(x, x + 1)));
      const stroke = { id: 1, x, y: 0, width: 1, height: 1, label: next[x]!, before, after };
      const kept = await page
        .evaluate((input) => {
          const { camweave: bridge } = globalThis as unknown as {
            camweave: { call(route: string, input: unknown, head: object): Promise<{ ok: boolean }> };
          };
          return bridge.call('stroke.add', input, {});
        }, stroke)
        .catch(() => undefined);
      if (!kept?.ok) break;
      row = next;
    }
    await killing;
    const project = ProjectFile.open(file);
    const found = project.strokes.humanLayer(1, 12, 8).subarray(0, 12);
    project.close();
    expect([[...row], [...next]]).toContainEqual([...found]);
    row = Uint8Array.from(found);
  }
  await camweave.remove();
});
