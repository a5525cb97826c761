import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { whyUnreadable } from '../../../shared/errors/fileErrorWords.ts';
import { visible } from '../../../shared/text/visible.ts';
import { EXPORT_MARKER } from './exportManifest.ts';
import { TimeSlices } from './TimeSlices.ts';

/** Names of image files. */
export const IMAGE_EXTENSION = /\.(jpe?g|png|webp|bmp|tiff?)$/i;
/** Files that are asked for their size at once. */
const AT_ONCE = 32;
/** Stands for what is not UTF-8. */
const REPLACEMENT = '\ufffd';

export interface ImageListing {
  images: { path: string; bytes: number }[];
  warnings: string[];
}

/**
 * All image files below a folder, in path order. Hidden folders, and data sets that were exported, are stepped over; what cannot be read or opened by its name
 * is a warning, and costs itself alone.
 *
 * @param wanted what the names of others look like that are listed in their place
 * @throws AppError `not-found` when the folder itself cannot be read, `cancelled`
 */
export async function listImages(
  root: string,
  slices = new TimeSlices(),
  wanted = IMAGE_EXTENSION,
): Promise<ImageListing> {
  const listing: ImageListing = { images: [], warnings: [] };
  const folders = [root];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await entriesOf(folder, root, listing);
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      await Promise.all(
        entries
          .slice(at, at + AT_ONCE)
          .map((entry) => look(entry, { folder, root, wanted }, listing, folders)),
      );
      await slices.pause();
    }
  }
  listing.images.sort((a, b) => (a.path < b.path ? -1 : 1));
  listing.warnings.sort();
  return listing;
}

async function entriesOf(folder: string, root: string, listing: ImageListing): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    // Photographs of a data set that was exported to a folder in here are copies, and its masks are none.
    const isExport = folder !== root && entries.some(({ name }) => name === EXPORT_MARKER);
    return isExport ? [] : entries;
  } catch (cause) {
    const message = `The folder ${visible(folder)} cannot be read: ${whyUnreadable(cause)}.`;
    if (folder === root) throw new AppError('not-found', message, { cause });
    listing.warnings.push(`${message} It is left out.`);
    return [];
  }
}

/** Puts an entry where it belongs: an image, a folder to look into, a warning, or nothing. */
async function look(
  entry: Dirent,
  { folder, root, wanted }: { folder: string; root: string; wanted: RegExp },
  listing: ImageListing,
  folders: string[],
): Promise<void> {
  const { name } = entry;
  if (name.startsWith('.')) return;
  const isImage = wanted.test(name);
  const path = join(folder, name);
  if (entry.isDirectory()) {
    if (await hasName(path, name, listing)) folders.push(path);
    return;
  }
  if (!isImage || !(entry.isFile() || entry.isSymbolicLink())) return;
  if (!(await hasName(path, name, listing))) return;
  try {
    const stats: Stats = await stat(path);
    if (stats.isFile()) {
      listing.images.push({ path: relative(root, path).split(sep).join('/'), bytes: stats.size });
    }
  } catch (error) {
    listing.warnings.push(`${visible(path)} cannot be read: ${whyUnreadable(error)}. It is left out.`);
  }
}

/** Whether an entry can be opened by its name: bytes that are no UTF-8 arrive as signs that stand for them. */
async function hasName(path: string, name: string, listing: ImageListing): Promise<boolean> {
  if (!name.includes(REPLACEMENT)) return true;
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    listing.warnings.push(
      `The name of ${visible(path)} is not valid UTF-8, so it cannot be opened. Rename it; it is left out.`,
    );
    return false;
  }
}
