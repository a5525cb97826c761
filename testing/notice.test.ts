import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noticeText } from '../scripts/makeNotice.ts';

const root = join(import.meta.dirname, '..');
const notice = (): string => readFileSync(join(root, 'NOTICE'), 'utf8');

it('NOTICE is that of the present dependencies (else: node scripts/makeNotice.ts)', () => {
  expect(notice()).toBe(noticeText());
});

it('names what is installed, what the build puts in, the networks and every sample', () => {
  for (const words of [
    'onnxruntime-node',
    'better-sqlite3',
    'zod',
    'svelte',
    '@lucide/svelte',
    'twgl.js',
    'LICENSES.chromium.html',
  ])
    expect(notice()).toContain(words);
  for (const file of readdirSync(join(root, 'resources/samples')).filter((name) => name.endsWith('.jpg')))
    expect(notice()).toContain(`${file}: `);
  expect(notice()).not.toContain('undefined');
});

const builder = [
  'electron-builder.json',
  'electron-builder.yml',
  'electron-builder.ts',
  'electron-builder.config.js',
].find((name) => existsSync(join(root, name)));
it.runIf(builder !== undefined)('is packaged with the application', () => {
  expect(readFileSync(join(root, builder!), 'utf8')).toContain('NOTICE');
});
