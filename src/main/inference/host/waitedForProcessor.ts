import { readFileSync } from 'node:fs';

/**
 * How long the main thread of a process has been ready to run while others had the processors, since it began.
 *
 * @returns milliseconds; 0 where the system does not say, as none but Linux does, and where there is no such process
 */
export function waitedForProcessor(pid: number | undefined): number {
  try {
    const [, nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return 0;
  }
}
