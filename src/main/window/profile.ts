import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

/**
 * Puts all that Chromium keeps into a folder of its own beside Camweave's settings, before anything is kept.
 *
 * @param folder of Camweave's settings and log
 * @throws Error of the file system where the folder cannot be made
 */
export function placeProfile(app: Pick<App, 'setPath' | 'setAppLogsPath'>, folder: string): void {
  const profile = join(folder, 'chromium');
  const crashes = join(profile, 'crashes');
  mkdirSync(crashes, { recursive: true });
  app.setPath('userData', profile);
  app.setPath('sessionData', profile);
  app.setPath('crashDumps', crashes);
  app.setAppLogsPath(join(folder, 'logs'));
}
