import type { UnsentCall, UnsentStore } from '../src/renderer/api/Api.ts';

/** What a browser's database does, for as long as the test. */
export function memoryStore(): UnsentStore {
  const calls = new Map<string, UnsentCall>();
  return {
    put: async (call) => void calls.set(call.key, structuredClone(call)),
    remove: async (key) => void calls.delete(key),
    all: async (project) =>
      [...calls.values()].filter((call) => call.project === project).sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
