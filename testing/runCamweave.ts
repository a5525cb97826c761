import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../bin/camweave.js');

export interface CommandOutcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunningCommand {
  child: ChildProcess;
  said: () => string;
  outcome: Promise<CommandOutcome>;
}

/** Runs the built `camweave` command to its end. */
export function camweave(...args: string[]): Promise<CommandOutcome> {
  return startCamweave(...args).outcome;
}

/** Starts the built command; the caller may end it, and looks at what it has said so far. */
export function startCamweave(...args: string[]): RunningCommand {
  return startCamweaveWith({}, ...args);
}

/** The same with more in its environment. */
export function startCamweaveWith(environment: Record<string, string>, ...args: string[]): RunningCommand {
  const child = spawn(process.execPath, [command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const outcome = new Promise<CommandOutcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, said: () => stderr, outcome };
}
