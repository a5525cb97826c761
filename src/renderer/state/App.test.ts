import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

it('a fault of a page is said, and leaves a trace with stack and cause', async () => {
  const test = await TestDesk.open();
  test.app.report(new TypeError('x is not a function', { cause: 'a slip' }));
  await test.settled();
  const log = readFileSync(test.app.summary!.log, 'utf8');
  expect(log).toContain('a page: x is not a function');
  expect(log).toContain('App.test.ts');
  expect(log).toContain('Caused by: a slip');
  expect(test.app.notices.fault).toMatchObject({ message: 'x is not a function' });
});

it('a fault of many words is logged as far as they go', async () => {
  const test = await TestDesk.open();
  test.app.report(new Error('x'.repeat(50_000)));
  await test.settled();
  expect(readFileSync(test.app.summary!.log, 'utf8')).toContain('xxxx');
});

it('a fault of a route is said as one, and leaves a trace with the route', async () => {
  const test = await TestDesk.open();
  const { file } = test.application.projects.current;
  file.images.setThresholds = () => {
    throw new RangeError('beyond');
  };
  test.desk.thresholds.set(test.image, 1, 0.9);
  await test.app.notices.attempt(() => test.desk.thresholds.save());
  expect(test.app.notices.fault?.message).toBe('beyond');
  expect(test.app.notices.problem).toBeUndefined();
  const log = readFileSync(test.app.summary!.log, 'utf8');
  expect(log).toMatch(/image\.setThreshold\n {2}RangeError: beyond/);
  file.images.setThresholds = () => undefined;
});

it('settings that are changed are kept', async () => {
  const test = await TestDesk.open();
  test.app.preferences.change({ opacity: 0.25 });
  await expect.poll(() => test.application.settings.get().settings.opacity).toBe(0.25);
});
