import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import { listImages } from './dataset/listImages.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/**
 * Points a project at another image folder. A file is taken for an image when its bytes are the same (content
 * hash), wherever in the folder it lies now; where no hash is known yet, when path and size are.
 *
 * @returns how many images were found, and the paths of the others, which stay as they were
 * @throws AppError `not-found` when none of the images is there
 */
export async function relinkImages(
  project: ProjectFile,
  folder: string,
): Promise<{ found: number; missing: string[] }> {
  const root = resolve(folder);
  const { images: files } = await listImages(root);
  const bySize = new Map<number, string[]>();
  for (const { path, bytes } of files) bySize.set(bytes, [...(bySize.get(bytes) ?? []), path]);

  const hashes = new Map<string, string>();
  const hashOf = async (path: string): Promise<string> => {
    const known = hashes.get(path);
    if (known !== undefined) return known;
    const hash = createHash('sha256')
      .update(await readFile(join(root, path)))
      .digest('hex');
    hashes.set(path, hash);
    return hash;
  };
  const moved = new Map<number, string>();
  const missing: string[] = [];
  const taken = new Set<string>();
  for (const image of project.images.all()) {
    // The same relative path first: most folders move as a whole.
    const candidates = (bySize.get(image.bytes) ?? []).filter((path) => !taken.has(path));
    candidates.sort((a, b) => Number(b === image.path) - Number(a === image.path));
    const place = await firstAsync(candidates, async (path) =>
      image.contentHash === undefined ? path === image.path : (await hashOf(path)) === image.contentHash,
    );
    if (place === undefined) missing.push(image.path);
    else {
      moved.set(image.id, place);
      taken.add(place);
    }
  }
  if (moved.size === 0) {
    throw new AppError(
      'not-found',
      `${root} holds none of the ${missing.length} images of ${project.path}; nothing was changed.`,
    );
  }
  project.transaction(() => {
    project.meta.set('root', root);
    // In two steps, since images may have swapped their names.
    for (const id of moved.keys()) project.images.setPath(id, `\u0000${id}`);
    for (const [id, path] of moved) project.images.setPath(id, path);
  });
  return { found: moved.size, missing };
}

async function firstAsync<T>(
  items: readonly T[],
  test: (item: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const item of items) if (await test(item)) return item;
  return undefined;
}
