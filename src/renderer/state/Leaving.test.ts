import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { ProjectFile } from '../../main/project/ProjectFile.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { messages } from '../messages/messages.ts';

/** A desk whose disk is full until it is told otherwise. */
async function deskWithFullDisk(): Promise<{ test: TestDesk; makeRoom: () => void }> {
  const test = await TestDesk.open();
  const { handlers } = test.application;
  const add = handlers['stroke.add'];
  handlers['stroke.add'] = () => {
    throw new AppError('disk-full', 'There is no room.');
  };
  const makeRoom = (): void => void (handlers['stroke.add'] = add);
  test.key('2').drag([8, 2], [9, 3]);
  return { test, makeRoom };
}
const strokes = ({ application, image }: TestDesk): unknown =>
  application.projects.current.file.strokes.any(image.id);

describe('leaving a desk', () => {
  it('waits for strokes and thresholds that are on their way', async () => {
    const test = await TestDesk.open();
    test.key('2').drag([8, 2], [9, 3]);
    test.desk.thresholds.set(test.image, 1, 0.05);
    expect(test.desk.leaving.unsaved).toBe(2);
    expect(await test.desk.leaving.keep('close')).toBe(true);
    expect(test.desk.leaving.unsaved).toBe(0);
    expect(strokes(test)).toBe(true);
    const { thresholds } = test.application.projects.current.file.images.get(test.image.id)!;
    expect(thresholds).toEqual({ 1: 0.05 });
  });

  it('keeps a choice for the pages that was made just now', async () => {
    const test = await TestDesk.open();
    test.app.preferences.change({ opacity: 0.25 });
    await test.desk.leaving.keep('close');
    expect(test.application.settings.get().settings.opacity).toBe(0.25);
  });

  it('goes on by itself once what could not be kept is', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const leaving = test.desk.leaving.keep('close');
    await expect.poll(() => test.desk.leaving.hindrance).toContain('The disk is full');
    makeRoom();
    expect(await leaving).toBe(true);
    expect(strokes(test)).toBe(true);
  });

  it('goes on without it where somebody says so', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const leaving = test.desk.leaving.keep('close');
    await expect.poll(() => test.desk.leaving.count).toBe(1);
    test.desk.leaving.goOn();
    expect(await leaving).toBe(true);
    expect(strokes(test)).toBe(false);
    makeRoom();
  });

  it('stays where somebody says so, and loses nothing', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const leaving = test.desk.leaving.keep('close');
    test.desk.leaving.stay();
    expect(await leaving).toBe(false);
    expect(test.desk.leaving.purpose).toBeUndefined();
    makeRoom();
    await test.settled();
    expect(strokes(test)).toBe(true);
  });

  it('may be asked for again while it waits', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const first = test.desk.leaving.keep('open');
    const second = test.desk.leaving.keep('close');
    expect(await first).toBe(false);
    makeRoom();
    expect(await second).toBe(true);
  });

  it('is one thing, however often the same is asked for', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const { leaving } = test.desk;
    const [first, second] = [leaving.keep('close'), leaving.keep('close')];
    await expect.poll(() => leaving.said).toBe(true);
    expect(leaving.purpose).toBe('close');
    leaving.stay();
    expect(await Promise.all([first, second])).toEqual([false, false]);
    const third = leaving.keep('close');
    await expect.poll(() => leaving.said && leaving.purpose).toBe('close');
    makeRoom();
    expect(await third).toBe(true);
  });

  it('is asked about as long as the last wait lasts, whatever was asked for before', async () => {
    const { test, makeRoom } = await deskWithFullDisk();
    const { leaving } = test.desk;
    const earlier = [leaving.keep('close'), leaving.keep('open')];
    const last = leaving.keep('close');
    expect(await Promise.all(earlier)).toEqual([false, false]);
    expect(leaving.purpose).toBe('close');
    makeRoom();
    expect(await last).toBe(true);
    expect(leaving.purpose).toBeUndefined();
  });
});

it('a threshold that is refused is said, and may be lost', async () => {
  const test = await TestDesk.open();
  const { handlers } = test.application;
  const set = handlers['image.setThreshold'];
  handlers['image.setThreshold'] = () => {
    throw new AppError('disk-full', 'There is no room.');
  };
  test.desk.thresholds.set(test.image, 1, 0.05);
  const leaving = test.desk.leaving.keep('close');
  await expect.poll(() => test.desk.leaving.hindrance).toContain(messages.instead['disk-full']);
  test.desk.leaving.goOn();
  expect(await leaving).toBe(true);
  handlers['image.setThreshold'] = set;
});

it('a copy of a project has the stroke that was on its way', async () => {
  const test = await TestDesk.open();
  const copy = join(dirname(test.desk.project.summary!.path), 'elsewhere.camweave');
  const shell = { choose: () => Promise.resolve(copy), pathOf: () => '', showFolder: () => undefined };
  Object.assign(test.app.api, { shell: { ...shell, answerClosing: () => undefined } });
  test.key('2').drag([8, 2], [9, 3]);
  await test.desk.saveCopy();
  expect(test.app.notices.notice).toContain(copy);
  const project = ProjectFile.open(copy);
  expect(project.strokes.any(1)).toBe(true);
  project.close();
});
