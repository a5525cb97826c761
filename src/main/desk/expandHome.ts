import { homedir } from 'node:os';
import { join } from 'node:path';

/** A path as a person types it: `~` at its beginning is their home folder, and spaces around it mean nothing. */
export function expandHome(path: string): string {
  const typed = path.trim();
  if (typed === '~') return homedir();
  return /^~[\\/]/.test(typed) ? join(homedir(), typed.slice(2)) : typed;
}
