import type { MenuItemConstructorOptions as Entry } from 'electron';
import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';
import { menuTemplate } from '../../main/window/menu.ts';
import { actionsOf } from './actions.ts';

const entriesOf = (menu: readonly Entry[]): Entry[] =>
  menu.flatMap((entry) => [
    entry,
    ...(Array.isArray(entry.submenu) ? entriesOf(entry.submenu as Entry[]) : []),
  ]);

it("the window's menu names actions that the desk has", async () => {
  const test = await TestDesk.open();
  // What only a window has is there too.
  Object.assign(test.app.api, { shell: {} });
  const known = new Set(actionsOf(test.desk).map(({ id }) => id));
  const sent: string[] = [];
  const nothing = (): void => undefined;
  const menu = menuTemplate({
    ...{ platform: 'linux', projectOpen: true, recent: [], development: false },
    ...{ open: nothing, chooseProject: nothing, clearRecent: nothing, showLog: nothing, about: nothing },
    send: (action) => sent.push(action),
  });
  for (const { click } of entriesOf(menu)) (click as (() => void) | undefined)?.();
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.filter((id) => !known.has(id))).toEqual([]);
});

it('photographs are looked for elsewhere only where projects are chosen', async () => {
  const test = await TestDesk.open();
  const offers = (): boolean => actionsOf(test.desk).some(({ id }) => id === 'relink');
  expect(offers()).toBe(false);
  test.app.summary = { ...test.app.summary!, canChooseProject: true };
  expect(offers()).toBe(true);
});
