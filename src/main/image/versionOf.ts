import { stat } from 'node:fs/promises';

/** Names a file as it is now, for what is kept of it; one that cannot be looked at is told by whoever reads it. */
export async function versionOf(file: string): Promise<string> {
  const found = await stat(file).catch(() => undefined);
  return JSON.stringify([file, found?.mtimeMs, found?.size, found?.ino]);
}
