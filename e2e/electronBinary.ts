import { existsSync } from 'node:fs';
import { join } from 'node:path';

const NAMES: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'electron.exe',
  darwin: 'Electron.app/Contents/MacOS/Electron',
};

/** Where Electron's binary lies, if it is on this machine. */
export function electronBinary(): string | undefined {
  const dist =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
    join(import.meta.dirname, '..', 'node_modules', 'electron', 'dist');
  const file = join(dist, NAMES[process.platform] ?? 'electron');
  return existsSync(file) ? file : undefined;
}
