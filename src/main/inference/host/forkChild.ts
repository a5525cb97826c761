import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChild } from '../protocol.ts';
import type { ChildLink } from './ChildLink.ts';
import { StderrTail } from './StderrTail.ts';

/** The child beside this code: TypeScript when run from the sources, JavaScript once built. */
const beside = import.meta.url.endsWith('.ts') ? '../child/inferenceChild.ts' : './inferenceChild.js';
const entry = new URL(beside, import.meta.url);

/**
 * Starts the inference child as a plain Node process. Nothing it does is reported to anyone.
 *
 * @param program the child's entry, where it is not the usual one
 */
export function forkChild(program: URL = entry): ChildLink {
  const child = fork(fileURLToPath(program), [], {
    serialization: 'advanced',
    env: { ...process.env, ORT_DISABLE_TELEMETRY: '1' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const tail = new StderrTail(child.stderr);
  return {
    pid: child.pid,
    send(message) {
      // A failed send means that the child is gone, which its exit event reports.
      if (child.connected) child.send(message, () => undefined);
    },
    onMessage(listener) {
      child.on('message', (message) => listener(message as FromChild));
    },
    onExit(listener) {
      const tell = async (how: string): Promise<void> => listener({ how, stderr: await tail.whole() });
      child.once('error', (error) => void tell(error.message));
      child.once('exit', (code, signal) => {
        void tell(signal === null ? `exit code ${code}` : `signal ${signal}`);
      });
    },
    stderr: () => tail.text,
    kill() {
      child.kill('SIGKILL');
    },
  };
}
