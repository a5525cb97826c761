import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a process took. */
export interface Taken {
  seconds: number;
  /** Greatest resident memory, in MB; undefined where the system does not say. */
  megabytes: number | undefined;
}

const EVERY_MS = 20;

/**
 * Runs a command to its end, and looks at its memory all the while.
 *
 * @throws with its last words where it fails
 */
export async function runMeasured(command: string, args: readonly string[]): Promise<Taken> {
  const started = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let megabytes: number | undefined;
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
  const look = setInterval(() => (megabytes = peakOf(child.pid) ?? megabytes), EVERY_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${words}`);
    return { seconds: (performance.now() - started) / 1000, megabytes };
  } finally {
    clearInterval(look);
  }
}

/** The greatest resident memory of a process so far (proc(5), VmHWM). */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}
