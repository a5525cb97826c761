import type { Environment } from 'vitest/runtime';

/** Where tests of the pages' states run: modules as a browser gets them, and nothing of a browser beside. */
export default {
  name: 'page',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
