import { defineConfig } from '@playwright/test';
import { electronBinary } from './e2e/electronBinary.ts';

const withWindow = electronBinary() !== undefined;
// The configuration is read by every worker; only the first reading speaks.
if (!withWindow && process.env['TEST_WORKER_INDEX'] === undefined)
  process.stdout.write('electron: not run, no binary\n');

/** The same specs twice: the application served to a browser, and in its window where there is one. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  workers: 2,
  timeout: 120_000,
  // A slow machine that also computes proposals takes its time to show what was done.
  expect: { timeout: 15_000 },
  reporter: 'line',
  projects: [
    { name: 'serve' },
    ...(withWindow
      ? [{ name: 'electron', testIgnore: ['server.spec.ts', 'shader.spec.ts', 'unsent.spec.ts'] }]
      : []),
  ],
});
