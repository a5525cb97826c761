import { IMAGE_EXTENSION } from '../dataset/listImages.ts';
import type { JsonObject } from '../json/values.ts';
import { isObject } from '../json/values.ts';

/** What Label Studio puts before the name of a file that is uploaded. */
const UPLOAD_PREFIX = /^[0-9a-f]{8}-/;

/**
 * The image of a task as its data name it: a path, an address, or a file below a folder of the server (`?d=`).
 *
 * @returns its path, and that without the prefix of an upload where it has one; undefined where the task has no image
 */
export function taskImage(task: JsonObject): { path: string; without: string | undefined } | undefined {
  const data = isObject(task['data']) ? task['data'] : {};
  for (const value of Object.values(data)) {
    if (typeof value !== 'string' || value.startsWith('data:')) continue;
    const path = pathIn(value);
    if (!IMAGE_EXTENSION.test(path)) continue;
    const cut = path.lastIndexOf('/') + 1;
    const name = path.slice(cut);
    const isUpload = UPLOAD_PREFIX.test(name);
    return { path, without: isUpload ? name.replace(UPLOAD_PREFIX, '') : undefined };
  }
  return undefined;
}

function pathIn(address: string): string {
  const local = /[?&]d=([^&]*)/.exec(address)?.[1];
  const path = local ?? address.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*\//i, '').replace(/[?#].*$/, '');
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return path;
  }
}
