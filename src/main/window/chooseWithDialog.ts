import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import { dialog } from 'electron';
import type { SettingsFile } from '../desk/SettingsFile.ts';
import { copyOptions, dialogOptions, isChoice } from './dialogs.ts';

/**
 * Has something chosen in the system's dialog, which begins where such a thing was chosen last.
 *
 * @param proposed where it begins instead; '' for nowhere
 * @returns null where nothing was chosen, or something that cannot be was asked for
 */
export async function chooseWithDialog(
  window: BrowserWindow,
  settings: SettingsFile,
  what: unknown,
  proposed: string,
): Promise<string | null> {
  if (!isChoice(what)) return null;
  const last = settings.get().folders[what] ?? '';
  const start = proposed !== '' ? proposed : existsSync(last) ? last : '';
  const chosen =
    what === 'copy'
      ? (await dialog.showSaveDialog(window, copyOptions(start))).filePath
      : (await dialog.showOpenDialog(window, dialogOptions(what, start))).filePaths[0];
  if (!chosen) return null;
  settings.set({ folders: { ...settings.get().folders, [what]: dirname(chosen) } });
  return chosen;
}
