import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { Application } from './Application.ts';
import { SettingsFile } from './SettingsFile.ts';

const bundledPack = join(import.meta.dirname, '../../../resources/packs/default');

it('an inference process that dies is told of, and its last words are in the log', async () => {
  const folder = temporaryFolder();
  const project = scoredProject(folder, ['plain.jpg']);
  project.meta.set('pack', bundledPack);
  project.close();
  const crashes = new URL('../../../testing/children/crashes.ts', import.meta.url);
  const application = new Application({
    startChild: () => forkChild(crashes),
    settings: new SettingsFile(join(folder, 'settings')),
    resources: folder,
    project: project.path,
  });
  const events: AppEvent[] = [];
  application.events.listen((event) => events.push(event));
  expect(existsSync(bundledPack)).toBe(true);
  const answer = await application.answer('image.propose', { id: 1 });
  expect(answer).toMatchObject({ ok: false, error: { code: 'inference-failed' } });
  expect(events).toContainEqual({ type: 'inference-restarted', how: 'exit code 7' });
  const log = readFileSync(application.faults.file, 'utf8');
  expect(log).toContain('the inference process ended: exit code 7');
  expect(log).toContain('driver fault');
  application.projects.close();
});
