import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { REVIEWED, reviewedProject } from './reviewedProject.ts';
import { camweave } from './runCamweave.ts';
import { temporaryFolder } from './temporaryFolder.ts';

it('`camweave stats` prints tables or JSON, writes files, and plans what is to be looked at', async () => {
  const folder = temporaryFolder();
  const project = reviewedProject(folder);
  const { path } = project;
  project.close();
  const [csv, html] = [join(folder, 'tables'), join(folder, 'stats.html')];

  const shown = await camweave('stats', path, '--csv', csv, '--html', html);
  expect([shown.code, shown.stderr]).toEqual([0, expect.not.stringContaining('Could not')]);
  expect(shown.stdout).toMatch(/Images by state\nstate +images +share\n.*accepted +2 +40\.0 %/s);
  expect(shown.stdout).toMatch(/flooding +1 +1/);
  const images = readFileSync(join(csv, 'images.csv'), 'utf8').trim().split('\n');
  expect(images).toHaveLength(1 + REVIEWED.length);
  expect(images[2]).toBe('plain.jpg,accepted,,0.8,1,1,42.5,0,0,2,0.25,');
  expect(readdirSync(csv)).toContain('classes.csv');
  expect(readFileSync(html, 'utf8')).toContain('<title>test: statistics</title>');
  const again = await camweave('stats', path, '--html', html);
  expect([again.code, again.stderr]).toEqual([4, expect.stringContaining('is there already')]);

  const json = await camweave('stats', path, '--json', '--below', '0.1', '--confidence', '0.9');
  expect(JSON.parse(json.stdout)).toMatchObject({
    images: 5,
    kept: { unchanged: 1 },
    plan: { left: 2, isDone: false },
  });
  const sample = await camweave('stats', path, '--below', '0.1', '--sample', '5');
  expect(sample.stdout.trim().split('\n').sort()).toEqual(['palette', 'rgb16']);
  expect(sample.stderr).toContain('Within a stratum, images were looked at in random order');

  const wrong = await camweave('stats', path, '--below', '5');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('between 0 and 1')]);
}, 60_000);
