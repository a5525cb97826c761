import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';

const IMAGE_EXTENSION = /\.(jpe?g|png|webp|bmp|tiff?)$/i;

export interface ImageListing {
  images: { path: string; bytes: number }[];
  warnings: string[];
}

/**
 * All image files below a folder, in path order. Hidden folders are stepped over; a folder that cannot be read
 * is a warning.
 *
 * @throws AppError `not-found` when the folder itself cannot be read
 */
export function listImages(root: string): ImageListing {
  const listing: ImageListing = { images: [], warnings: [] };
  visit(root, root, listing, true);
  listing.images.sort((a, b) => (a.path < b.path ? -1 : 1));
  return listing;
}

function visit(folder: string, root: string, listing: ImageListing, isRoot = false): void {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    const message = `The folder ${folder} cannot be read: ${errorMessage(cause)}.`;
    if (isRoot) throw new AppError('not-found', message, { cause });
    listing.warnings.push(`${message} It is left out.`);
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.')) continue;
    const stats = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    if (stats?.isDirectory() && !entry.isSymbolicLink()) visit(path, root, listing);
    else if (stats?.isFile() && IMAGE_EXTENSION.test(entry.name)) {
      listing.images.push({ path: relative(root, path).split(sep).join('/'), bytes: statSync(path).size });
    }
  }
}
