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
  // Longer than anything takes, however busy a machine is that also computes proposals.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: 'line',
  projects: [
    { name: 'serve' },
    ...(withWindow
      ? [
          {
            name: 'electron',
            testIgnore: ['server.spec.ts', 'shader.spec.ts', 'unsent.spec.ts'],
            // Two windows share a screen: one that opens may take the pointer from a stroke in the other.
            retries: 1,
          },
        ]
      : []),
  ],
});
