import { EXIT } from './exitCodes.ts';
import { tell } from './terminal/output.ts';

/**
 * A signal that Ctrl-C (or a polite kill) aborts. The work then stops, between images where there are any; a second Ctrl-C ends the
 * process at once.
 */
export function abortOnInterrupt(words = 'Stopping after the present image'): AbortSignal {
  const controller = new AbortController();
  const stop = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.interrupted);
    tell(`\n${words}; press Ctrl-C again to stop at once.`);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
