import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';

const entry = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          camweave: entry('src/main/cli/camweave.ts'),
          inferenceChild: entry('src/main/inference/child/inferenceChild.ts'),
        },
      },
    },
  },
});
