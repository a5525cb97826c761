import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';

const entry = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      // Many small files, most of which are not needed: in the bundle they take a third off the time that the command needs to start.
      externalizeDeps: { exclude: ['zod', 'hono', '@hono/node-server'] },
      rollupOptions: {
        // Beside the entries, so that a path relative to one's own file is right in chunks too.
        output: { chunkFileNames: '[name]-[hash].js' },
        input: {
          camweave: entry('src/main/cli/camweave.ts'),
          window: entry('src/main/window/main.ts'),
          inferenceChild: entry('src/main/inference/child/inferenceChild.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { preload: entry('src/preload/preload.ts') },
        // A sandboxed preload script is no module.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    plugins: [svelte()],
    build: { rollupOptions: { input: entry('src/renderer/index.html') } },
  },
});
