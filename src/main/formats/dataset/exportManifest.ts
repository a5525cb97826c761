import { lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Lies in every folder that an export has made. */
export const EXPORT_MARKER = '.camweave-export.json';

/** What file managers leave in folders that somebody has looked into. */
const DROPPINGS = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);
const LARGEST_MANIFEST = 1024 ** 3;

const manifestSchema = z.strictObject({
  /** When the export was done. */
  at: z.iso.datetime(),
  /** Size in bytes and time of change in whole milliseconds of each file, by its path. Early exports kept none. */
  files: z.record(z.string(), z.tuple([z.int(), z.int()])).optional(),
});
export type ExportManifest = z.infer<typeof manifestSchema>;

/** Writes down what an export has put into a folder, a line for each file. */
export function writeManifest(folder: string): void {
  const lines = [...filesBelow(folder)].map((path) => {
    const { size, mtimeMs } = lstatSync(join(folder, path));
    return `${JSON.stringify(path)}: [${size}, ${Math.floor(mtimeMs)}]`;
  });
  const at = JSON.stringify(new Date().toISOString());
  writeFileSync(join(folder, EXPORT_MARKER), `{"at": ${at}, "files": {\n${lines.join(',\n')}\n}}\n`);
}

/** What an export wrote down in a folder; undefined where no export made it. */
export function readManifest(folder: string): ExportManifest | undefined {
  const file = join(folder, EXPORT_MARKER);
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > LARGEST_MANIFEST) return undefined;
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** The first file in a folder that the export did not put there, or that has changed since. */
export function firstForeign(
  folder: string,
  { files }: ExportManifest,
): { path: string; isNew: boolean } | undefined {
  if (files === undefined) return undefined;
  const known = new Map(Object.entries(files));
  for (const path of filesBelow(folder)) {
    const written = known.get(path);
    if (written === undefined) return { path, isNew: true };
    const stats = lstatSync(join(folder, path));
    if (!stats.isFile() || stats.size !== written[0] || Math.floor(stats.mtimeMs) !== written[1])
      return { path, isNew: false };
  }
  return undefined;
}

/** Whatever is no folder below one, by its path with forward slashes; links are not followed. */
function* filesBelow(folder: string): Generator<string> {
  const folders = [''];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of readdirSync(join(folder, next), { withFileTypes: true })) {
      const path = next === '' ? entry.name : `${next}/${entry.name}`;
      if (entry.isDirectory()) folders.push(path);
      else if (path !== EXPORT_MARKER && !DROPPINGS.has(entry.name)) yield path;
    }
  }
}
