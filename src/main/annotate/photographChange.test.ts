import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mask } from '../../../testing/maskMatchers.ts';
import { scoredProject } from '../../../testing/scoredProject.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import type { ImageDetail, ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { ExportReport } from '../../shared/export/exportReport.ts';
import { Application } from '../desk/Application.ts';
import { SettingsFile } from '../desk/SettingsFile.ts';
import { encodeJpeg } from '../image/encodeJpeg.ts';
import { base64Deflated } from '../../../testing/packedPixels.ts';

const parent = temporaryFolder();
let count = 0;
let application: Application;
let photos: string;
afterEach(() => application.projects.close());

/** A desk with three photographs of 12 x 8 pixels, each proposed as a cat; the first has a stroke of a dog. */
async function open(): Promise<ImageSummary[]> {
  const folder = join(parent, String(count++));
  photos = join(folder, 'photos');
  mkdirSync(folder);
  const project = scoredProject(folder, ['plain.jpg', 'plain.png', 'grey.jpg']);
  project.close();
  application = new Application({
    startChild: () => {
      throw new Error('No models are run here.');
    },
    settings: new SettingsFile(join(folder, 'settings')),
    resources: join(folder, 'resources'),
  });
  application.projects.openAt(project.path);
  await ask('stroke.add', { id: 1, ...STROKE });
  return ask<ImageSummary[]>('image.list');
}
const STROKE = {
  ...{ x: 0, y: 0, width: 3, height: 1, label: 2 },
  ...{ before: base64Deflated(mask('...').data), after: base64Deflated(mask('222').data) },
};
async function ask<T>(route: string, input: unknown = {}): Promise<T> {
  const result = await application.answer(route, input);
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value as T;
}
const detailOf = (id: number): Promise<ImageDetail> => ask('image.get', { id });
/** Puts another picture in the place of the first photograph. */
async function change(width: number, height: number): Promise<void> {
  const data = new Uint8Array(width * height * 3).fill(count);
  writeFileSync(join(photos, (await detailOf(1)).path), await encodeJpeg({ width, height, data }));
}
const exported = (): Promise<ExportReport> =>
  ask('export.run', {
    ...{ format: 'voc', out: join(parent, `out-${count++}`), states: ['edited', 'accepted', 'proposed'] },
    split: { valShare: 0, seed: 0 },
    replace: false,
    options: {},
  });

describe('a photograph that is no longer the one that was labelled', () => {
  it('is told when it is opened; its labels are as they were, with their size', async () => {
    await open();
    const before = await detailOf(1);
    expect(before.changed).toBeNull();
    await change(20, 10);
    const after = await detailOf(1);
    expect(after).toMatchObject({ width: 12, height: 8, changed: { width: 20, height: 10 } });
    expect([after.human, after.scores]).toEqual([before.human, before.scores]);
    const first = (await ask<ImageSummary[]>('image.list')).find(({ id }) => id === 1);
    expect(first!.problem).toMatch(/it is 20 x 10 now and was 12 x 8/);
    await change(12, 8);
    expect((await detailOf(1)).changed).toEqual({ width: 12, height: 8 });
  });

  it('takes no stroke, no undo and no acceptance, says why, and can still be rejected', async () => {
    await open();
    await change(20, 10);
    for (const [route, input] of [
      ['stroke.add', { id: 1, ...STROKE, y: 1 }],
      ['stroke.undo', { id: 1 }],
      ['image.accept', { id: 1 }],
    ] as const)
      await expect(ask(route, input)).rejects.toThrow(
        /image-changed: .* is no longer the photograph that was labelled: it is 20 x 10 now and was 12 x 8/,
      );
    expect(await ask('image.reject', { id: 1 })).toMatchObject({ state: 'rejected' });
  });

  it('costs an export that image alone', async () => {
    await open();
    await change(20, 10);
    const { images, skipped } = await exported();
    expect([images, skipped]).toMatchObject([2, [{ message: /no longer the photograph/ }]]);
  });

  it('that is put back is as good as before', async () => {
    await open();
    const { path } = await detailOf(1);
    const bytes = readFileSync(join(photos, path));
    await change(20, 10);
    await detailOf(1);
    writeFileSync(join(photos, path), bytes);
    expect(await detailOf(1)).toMatchObject({ changed: null, problem: null });
    expect((await exported()).images).toBe(3);
  });

  it('of the same size can be taken for the one that was labelled, another cannot', async () => {
    await open();
    await change(20, 10);
    await expect(ask('image.keepLabels', { id: 1 })).rejects.toThrow(/20 x 10 now, its labels are 12 x 8/);
    await change(12, 8);
    const { human } = await detailOf(1);
    await ask('image.keepLabels', { id: 1 });
    expect(await detailOf(1)).toMatchObject({ changed: null, problem: null, human, state: 'edited' });
    expect((await exported()).images).toBe(3);
  });

  it('can be labelled anew, and what was done to the other is forgotten', async () => {
    await open();
    const points = [
      { x: 1, y: 0 },
      { x: 1, y: 8 },
    ];
    await ask('object.add', { id: 1, edit: { kind: 'cut', points } });
    expect(await detailOf(1)).toMatchObject({ objectEdits: [{ undone: false }] });
    await change(20, 10);
    await detailOf(1);
    await expect(ask('object.add', { id: 1, edit: { kind: 'seeds', points } })).rejects.toThrow(
      /image-changed/,
    );
    await ask('image.startAnew', { id: 1 });
    expect(await detailOf(1)).toMatchObject({
      objectEdits: [],
      ...{ changed: null, problem: null, human: null, scores: null, state: 'new', width: 20, height: 10 },
    });
    await ask('stroke.add', { id: 1, ...STROKE, x: 17 });
    expect((await exported()).images).toBe(3);
  });

  it('is found in the folder that it was moved to', async () => {
    await open();
    const { path } = await detailOf(1);
    const elsewhere = join(parent, `elsewhere-${count++}`);
    cpSync(photos, elsewhere, { recursive: true });
    await change(20, 10);
    expect(await ask('project.relink', { folder: elsewhere })).toEqual({ found: 3, missing: [] });
    expect(await detailOf(1)).toMatchObject({ path, changed: null, problem: null });
  });

  it('matters only where it has labels', async () => {
    await open();
    const { file } = application.projects.current;
    file.transaction(() => file.scores.remove(2));
    copyFileSync(join(photos, 'plain.jpg'), join(photos, 'plain.png'));
    // Whoever asks has seen the one before.
    await expect(ask('stroke.add', { id: 2, ...STROKE })).rejects.toThrow(
      /image-changed: plain.png was replaced/,
    );
    expect(await detailOf(2)).toMatchObject({ changed: null });
    await ask('stroke.add', { id: 2, ...STROKE });
  });

  it('that is back is not started anew, however late the answer comes', async () => {
    await open();
    await expect(ask('image.startAnew', { id: 1 })).rejects.toThrow(/is the photograph that was labelled/);
    expect(await detailOf(1)).toMatchObject({ state: 'edited' });
  });

  it('and cannot be looked at, for a link in a circle or a drive that fails, is painted on all the same', async () => {
    await open();
    const file = join(photos, (await detailOf(1)).path);
    rmSync(file);
    symlinkSync(file, file);
    await ask('stroke.add', { id: 1, ...STROKE, y: 1 });
  });

  it('that is gone can still be painted on: nothing says that it is another', async () => {
    await open();
    rmSync(join(photos, (await detailOf(1)).path));
    await ask('stroke.add', { id: 1, ...STROKE, y: 1 });
  });
});
