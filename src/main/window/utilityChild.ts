import type { UtilityProcess } from 'electron';
import type { ChildLink } from '../inference/host/ChildLink.ts';
import { StderrTail } from '../inference/host/StderrTail.ts';
import type { FromChild } from '../inference/protocol.ts';

/** An inference child that runs as one of Electron's utility processes, with its error stream as a pipe. */
export function utilityChild(
  child: Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill'> & {
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
    kill: () => void child.kill(),
  };
}
