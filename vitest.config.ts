import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const common = {
  setupFiles: ['testing/maskMatchers.ts', 'testing/afterEachFile.ts'],
  env: { ORT_DISABLE_TELEMETRY: '1' },
  // Longer than anything takes, however busy the machine is.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
};

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'core',
          include: ['src/**/*.test.ts', 'testing/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['src/renderer/**'],
        },
      },
      {
        // States as they run in a page, runes included; no DOM, so that whatever needs one is found out.
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          ...common,
          name: 'pages',
          include: ['src/renderer/**/*.test.ts'],
          environment: './testing/pageEnvironment.ts',
          // States keep nothing beside their desk, and loading them anew for each file takes as long as all tests.
          isolate: false,
          server: { deps: { inline: [/@lucide/] } },
        },
      },
    ],
  },
});
