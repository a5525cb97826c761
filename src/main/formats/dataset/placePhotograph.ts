import { link, realpath, writeFile } from 'node:fs/promises';
import type { PhotographWay } from '../../../shared/export/commonOptions.ts';
import { whyUnreadable } from '../../../shared/errors/fileErrorWords.ts';
import type { ExportPhotograph } from './exportPhotograph.ts';

/** What has become of a photograph: a copy of its very bytes, a hard link, a JPEG that was encoded anew, or nothing. */
export type Placed = 'copied' | 'linked' | 'encoded' | 'left';

/**
 * Puts a photograph into a data set.
 *
 * @param way a link is made where the very bytes of the source are exported and its disk allows it; else it is a copy
 * @returns with `why` where a link was wanted and could not be made
 */
export async function placePhotograph(
  { bytes, copied, source }: ExportPhotograph,
  file: string,
  way: PhotographWay,
): Promise<{ placed: Placed; why?: string }> {
  if (way === 'leave') return { placed: 'left' };
  let why: string | undefined;
  if (way === 'link' && copied) {
    try {
      // Of a link to a photograph, the photograph.
      await link(await realpath(source), file);
      return { placed: 'linked' };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      why = isOtherDisk(error) ? 'it lies on another disk' : whyUnreadable(error);
    }
  }
  await writeFile(file, bytes);
  return { placed: copied ? 'copied' : 'encoded', ...(why !== undefined && { why }) };
}

function isOtherDisk(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EXDEV';
}
