import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { FaultLog } from './FaultLog.ts';

it('a fault leaves time, place, stack and causes', () => {
  const told: string[] = [];
  const log = new FaultLog(temporaryFolder(), (text) => told.push(text));
  log.record({ where: 'image.get', error: new Error('no such thing', { cause: new TypeError('deeper') }) });
  const text = readFileSync(log.file, 'utf8');
  expect(text).toMatch(/^\d{4}-\d\d-\d\dT\S+ image\.get\n {2}Error: no such thing\n/);
  expect(text).toContain('FaultLog.test.ts');
  expect(text).toContain('Caused by: TypeError: deeper');
  expect(told).toEqual([text]);
});

it('a large log makes room, and three are kept', () => {
  const folder = temporaryFolder();
  const log = new FaultLog(folder);
  for (const sign of ['a', 'b', 'c', 'd']) {
    log.record({ where: 'a route', error: sign });
    writeFileSync(log.file, sign.repeat(1_100_000));
  }
  log.record({ where: 'a route', error: 'last' });
  expect(readFileSync(log.file, 'utf8')).toContain('last');
  const first = (name: string): string => readFileSync(join(folder, 'logs', name), 'utf8')[0]!;
  expect([first('camweave.1.log'), first('camweave.2.log')]).toEqual(['d', 'c']);
  expect(existsSync(join(folder, 'logs', 'camweave.3.log'))).toBe(false);
});

it('a log that cannot be written costs the trace, never the work', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'logs'), 'in the way');
  expect(() => new FaultLog(folder).record({ where: 'a route', error: 'x' })).not.toThrow();
});
