import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { makeClicksPack } from '../../../testing/clicksPack.ts';
import { fixtureFolder } from '../../../testing/fillWeights.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ClickAnswer } from '../../shared/contract/clickRoutes.ts';
import { forkChild } from '../inference/host/forkChild.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { Application } from './Application.ts';
import { SettingsFile } from './SettingsFile.ts';

const folder = temporaryFolder();
const open: Application[] = [];
afterEach(() => open.splice(0).forEach(({ projects }) => projects.close()));

let pack: string;
beforeAll(async () => {
  const fixture = (name: string): string => join(fixtureFolder, 'clicks', `segment-anything.${name}.onnx`);
  pack = await makeClicksPack(folder, { encoder: fixture('encoder'), decoder: fixture('decoder') });
});

/** Camweave with a project of one photograph, 12 x 8, a cat (1) on its left half. */
function startWith(name: string, clicksPack: string | undefined): Application {
  const project = scoredProject(join(folder, name), ['plain.png']);
  if (clicksPack !== undefined) project.transaction(() => project.meta.set('clicksPack', clicksPack));
  project.close();
  const application = new Application({
    ...{ startChild: forkChild, settings: new SettingsFile(join(folder, name, 'settings')) },
    ...{ resources: join(folder, 'resources'), project: project.path },
  });
  open.push(application);
  return application;
}

async function click(application: Application, more: object = {}): Promise<ClickAnswer> {
  const result = await application.answer('click.correct', {
    ...{ id: 1, label: 1, clicks: [{ x: 9.5, y: 4.5, positive: true }], box: null, ...more },
  });
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as ClickAnswer;
}

it('without a pack, scores and photograph answer', async () => {
  const answer = await click(startWith('plain', undefined));
  expect(answer).toMatchObject({ by: 'scores', problem: null, width: 12, height: 8 });
  expect(answer.candidates).toHaveLength(1);
  expect(inflateRawSync(Buffer.from(answer.candidates[0]!.changed, 'base64'))[4 * 12 + 9]).toBe(1);
});

it('with one, its masks and the score field’s answer are offered', async () => {
  const answer = await click(startWith('packed', pack));
  expect(answer).toMatchObject({ by: 'pack', problem: null });
  expect(answer.candidates.length).toBeGreaterThan(2);
});

it('a box on what is not known yet is the pack’s alone', async () => {
  const answer = await click(startWith('boxed', pack), {
    label: 2,
    clicks: [],
    box: { x0: 6, y0: 1, x1: 11, y1: 6 },
  });
  expect(answer.by).toBe('pack');
});

it('a pack that lacks a file, or is of another kind, is named, and scores answer', async () => {
  const lacking = join(folder, 'lacking');
  cpSync(pack, lacking, { recursive: true });
  rmSync(join(lacking, 'decoder.onnx'));
  const bundled = join(import.meta.dirname, '../../../resources/packs/default');
  for (const [name, path, words] of [
    ['no-decoder', lacking, /no readable decoder.onnx/],
    ['other-kind', bundled, /is a pack of kind adcam; one of kind clicks is needed/],
    ['nothing-there', join(folder, 'nowhere'), /nowhere/],
  ] as const) {
    const answer = await click(startWith(name, path));
    expect(answer.by).toBe('scores');
    expect(answer.problem).toMatch(words);
  }
});

it('nothing to go by, a decided image and a photograph that is gone are told', async () => {
  const application = startWith('told', undefined);
  await expect(click(application, { clicks: [] })).rejects.toThrow(/needs a click or a box/);
  await application.answer('image.reject', { id: 1 });
  await expect(click(application)).rejects.toThrow(/invalid-input/);
  await application.answer('image.reopen', { id: 1 });
  rmSync(join(folder, 'told', 'photos', 'plain.png'));
  await expect(click(application)).rejects.toThrow(/plain.png/);
});

it('asking changes nothing', async () => {
  const application = startWith('asking', undefined);
  await click(application);
  const { path } = application.projects.current.file;
  application.projects.close();
  const project = ProjectFile.open(path);
  expect(project.strokes.any(1)).toBe(false);
  expect(project.images.get(1)!.state).toBe('proposed');
  project.close();
});
