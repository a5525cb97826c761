// An inference child without models: a pack is any file, and its kinds do what the tests of the host need.
import { existsSync } from 'node:fs';
import type { FromChild, ToChild } from '../../src/main/inference/protocol.ts';

interface Open {
  pack: string;
  providers: string[];
  skipped: { provider: string; reason: string }[];
}

const open = new Map<string, string>();
const memory = { resident: 1, peak: 1 };
const send = (message: FromChild): void => void process.send!(message);

process.on('message', ({ id, kind, job, input }: ToChild) => {
  const done = (result: unknown): void => send({ type: 'done', id, result, memory });
  if (job === 'open') {
    const { pack, skipped } = input as Open;
    if (!existsSync(pack)) {
      send({ type: 'failed', id, error: { code: 'not-found', message: `${pack} is gone.` }, memory });
      return;
    }
    open.set(kind, pack);
    done({ provider: 'cpu', skipped });
  } else if (job === 'which-pack') done(open.get(kind) ?? null);
  else if (job === 'all-packs') done(Object.fromEntries(open));
});
process.on('disconnect', () => process.exit(0));
