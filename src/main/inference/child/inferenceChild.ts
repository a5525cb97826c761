import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import type { ChildMemory, FromChild, ToChild } from '../protocol.ts';
import { JobRunner } from './JobRunner.ts';

/**
 * Entry of the inference child. It speaks `protocol.ts` over whatever channel its parent opened: Electron's
 * utilityProcess port, or the IPC channel of `child_process.fork`.
 */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };

const send = (message: FromChild): void => {
  if (parentPort) parentPort.postMessage(message);
  else process.send?.(message);
};
const runner = new JobRunner((provider) => send({ type: 'trying', provider }));

async function answer({ id, ...request }: ToChild): Promise<void> {
  try {
    send({ type: 'done', id, result: await runner.run(request), memory: memory() });
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'inference-failed';
    send({ type: 'failed', id, error: { code, message: errorMessage(error) }, memory: memory() });
  }
}

function memory(): ChildMemory {
  return { resident: process.memoryUsage.rss(), peak: process.resourceUsage().maxRSS * 1024 };
}

if (parentPort) parentPort.on('message', ({ data }) => void answer(data as ToChild));
else process.on('message', (message) => void answer(message as ToChild));

// The parent decides when work stops: Ctrl-C in a terminal reaches the whole process group.
process.on('SIGINT', () => undefined);
process.on('disconnect', () => process.exit(0));
