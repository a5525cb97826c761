import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';

/** Lines of what npm says that go into a message. */
const TOLD_LINES = 4;
const INSTALL = ['install', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', '--no-package-lock'];

/**
 * Has npm put a package into a folder, with whatever registry, proxy and certificates the user's npm is set up for. No script of
 * the package runs, and nothing that it depends on comes along.
 *
 * @param spec name and version; of the table of published packs, never of a person
 * @param folder empty, and its own: npm reads settings from it
 * @returns the folder of the package
 * @throws AppError `fetch-failed`, ending in what npm says; `cancelled`
 */
export async function fetchNpmPackage(
  spec: string,
  folder: string,
  { signal, command = 'npm' }: { signal?: AbortSignal | undefined; command?: string } = {},
): Promise<string> {
  writeFileSync(join(folder, 'package.json'), '{}');
  await runNpm(command, [...INSTALL, '--legacy-peer-deps', spec], folder, signal);
  return join(folder, 'node_modules', ...spec.slice(0, spec.lastIndexOf('@')).split('/'));
}

function runNpm(
  command: string,
  args: readonly string[],
  cwd: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    // On Windows npm is a batch file, which only a shell runs; all arguments are words of this program.
    const shell = process.platform === 'win32';
    const child = spawn(command, args, {
      cwd,
      shell,
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4000)));
    const stop = (): void => void child.kill();
    signal?.addEventListener('abort', stop, { once: true });
    child.once('error', (cause: NodeJS.ErrnoException) => {
      signal?.removeEventListener('abort', stop);
      const absent = 'npm was not found. It comes with Node.js (https://nodejs.org)';
      reject(failed(cause.code === 'ENOENT' ? absent : `npm cannot be started (${cause.message})`, cause));
    });
    child.once('close', (code) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) reject(cancelled());
      else if (code === 0) resolve();
      else reject(failed(`npm could not fetch it: ${tail(said) || `exit code ${code}`}`));
    });
  });
}

function tail(said: string): string {
  const lines = said.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s?/, '').trim());
  const telling = lines.filter((line) => line !== '' && !/complete log of this run|_logs/.test(line));
  return telling.slice(0, TOLD_LINES).join(' ');
}

function failed(words: string, cause?: unknown): AppError {
  return new AppError('fetch-failed', words, { cause });
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}
