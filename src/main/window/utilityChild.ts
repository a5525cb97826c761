import type { UtilityProcess } from 'electron';
import type { ChildLink } from '../inference/host/ChildLink.ts';
import type { FromChild } from '../inference/protocol.ts';

/** An inference child that runs as one of Electron's utility processes. */
export function utilityChild(
  child: Pick<UtilityProcess, 'pid' | 'postMessage' | 'kill'> & {
    on(event: 'message', listener: (message: unknown) => void): unknown;
    once(event: 'exit', listener: (code: number) => void): unknown;
  },
): ChildLink {
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', (message) => listener(message as FromChild)),
    onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
    kill: () => void child.kill(),
  };
}
