import { createStore, del, set, values } from 'idb-keyval';
import type { UnsentCall, UnsentStore } from './Api.ts';

/** Made when it is needed first: a browser may refuse, as some do in private windows. */
let made: ReturnType<typeof createStore> | undefined;
const store = (): ReturnType<typeof createStore> => (made ??= createStore('camweave', 'unsent'));

/** Keeps unanswered calls in the browser's database. Where that is refused they live as long as the page. */
export const unsentStore: UnsentStore = {
  put: (call) => tried(() => set(call.key, call, store()), undefined),
  remove: (key) => tried(() => del(key, store()), undefined),
  async all(project) {
    const calls = await tried(() => values<UnsentCall>(store()), []);
    return calls.filter((call) => call.project === project).sort((a, b) => (a.key < b.key ? -1 : 1));
  },
};

async function tried<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DOMException) return otherwise;
    throw error;
  }
}
