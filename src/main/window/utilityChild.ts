import type { UtilityProcess } from 'electron';
import type { ChildLink } from '../inference/host/ChildLink.ts';
import { StderrTail } from '../inference/host/StderrTail.ts';
import type { FromChild } from '../inference/protocol.ts';

/** An inference child that runs as one of Electron's utility processes, with its error stream as a pipe. */
export function utilityChild(
  child: Pick<UtilityProcess, 'pid' | 'postMessage'> & {
    readonly stderr: NodeJS.ReadableStream | null;
    on(event: 'message', listener: (message: unknown) => void): unknown;
    once(event: 'exit', listener: (code: number) => void): unknown;
  },
): ChildLink {
  const tail = new StderrTail(child.stderr);
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromChild)),
    onExit(listener) {
      const tell = async (how: string): Promise<void> => listener({ how, stderr: await tail.whole() });
      child.once('exit', (code) => void tell(`exit code ${code}`));
    },
    stderr: () => tail.text,
    kill() {
      // `child.kill()` asks to end, which a process that was stopped never hears.
      if (child.pid !== undefined) killForGood(child.pid);
    },
  };
}

function killForGood(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
