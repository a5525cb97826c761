import { expect, it } from 'vitest';
import { eventually } from '../../../testing/eventually.ts';
import { TestDesk } from '../../../testing/TestDesk.ts';
import type { Desk } from './Desk.svelte.ts';
import { Desks } from './Desks.svelte.ts';

/** The desks of a page whose Camweave has gone while a stroke was painted. */
async function painted(): Promise<{ test: TestDesk; desks: Desks; path: string }> {
  const test = await TestDesk.open();
  test.desk.outbox.stop();
  const desks = new Desks(test.app);
  test.app.connection.onRestart = () => void desks.restart();
  test.app.connection.onEvent = (event) => desks.desk?.receive(event);
  const { project } = test.app.summary!;
  await desks.follow(project);
  test.line.losing = 'request';
  const { painting, current } = desks.desk!;
  painting.setRadius(0.5);
  painting.chooseLabel(2);
  const point = { x: 0.5, y: 0.5 };
  painting.press({
    ...point,
    canvas: point,
    straight: false,
    alt: false,
    ctrl: false,
    erase: false,
    pressure: 1,
  });
  painting.release();
  await eventually(async () => expect(await test.kept()).toBe(1));
  expect(current.image).toBeDefined();
  return { test, desks, path: project! };
}

const isPainted = ({ application }: TestDesk): boolean => application.projects.current.file.strokes.any(1);

it('a server that is started again without a project has the start page, and the strokes wait for theirs', async () => {
  const { test, desks, path } = await painted();
  const { outbox } = desks.desk!;
  const idle = expect(outbox.idle()).rejects.toThrow();
  const hinderedOnce = test.line.lost;
  test.startedAgain(undefined);
  await eventually(() => expect(test.line.lost).toBeGreaterThan(hinderedOnce));
  test.line.losing = undefined;
  await desks.restart();
  expect(desks.desk).toBeUndefined();
  await idle;
  expect(test.app.notices.problem).toMatch(/^Another project is open in Camweave now, or none\./);
  expect(await test.kept()).toBe(1);
  test.application.projects.openAt(path);
  await test.app.refresh();
  await desks.follow(test.app.summary!.project);
  expect(isPainted(test)).toBe(true);
  expect(await test.kept()).toBe(0);
  expect(test.app.notices.problem).toBeUndefined();
});

it('a server that is started again with another project has that on the desk, without the strokes of this one', async () => {
  const { test, desks } = await painted();
  const other = await TestDesk.open();
  const path = other.app.summary!.project!;
  other.application.projects.close();
  other.app.connection.close();
  other.desk.outbox.stop();
  test.startedAgain(path);
  test.line.losing = undefined;
  const shown = (): Desk | undefined => desks.desk;
  await eventually(() => expect(shown()?.project.summary?.path).toBe(path));
  await eventually(() => expect(shown()?.current.image).toBeDefined());
  expect(isPainted(test)).toBe(false);
  expect(await test.kept()).toBe(1);
});

it('a server that is started again with the same project gets the strokes of the desk that stays', async () => {
  const { test, desks, path } = await painted();
  const before = desks.desk;
  test.startedAgain(path);
  test.line.losing = undefined;
  await eventually(() => expect(isPainted(test)).toBe(true));
  await eventually(async () => expect(await test.kept()).toBe(0));
  expect(desks.desk).toBe(before);
});

it('a stroke that meets another project is said to be kept, and what is open is shown', async () => {
  const { test, desks, path } = await painted();
  test.application.projects.close();
  test.line.losing = undefined;
  await eventually(() => expect(desks.desk).toBeUndefined());
  expect(test.app.notices.problem).toMatch(/^Another project is open in Camweave now, or none\./);
  expect(await test.kept()).toBe(1);
  test.application.projects.openAt(path);
});
