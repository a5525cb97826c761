import { open } from 'node:fs/promises';
import { AppError } from '../../shared/errors/AppError.ts';
import { readImageHeader } from './readImageHeader.ts';

/** Bytes at the front of a file in which its size mostly stands, and those in which it stands behind a large thumbnail. */
const FRONTS = [32 * 1024, 1024 * 1024];

/** How many pixels a photograph has, as its first bytes say; 0 where they do not, or the file cannot be read. */
export async function pixelsOf(file: string): Promise<number> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return 0;
  }
  try {
    for (const front of FRONTS) {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(front), 0, front, 0);
      const pixels = pixelsIn(buffer.subarray(0, bytesRead), file);
      if (pixels > 0) return pixels;
      if (bytesRead < front) return 0;
    }
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return 0;
  } finally {
    await handle.close();
  }
}

function pixelsIn(front: Uint8Array, file: string): number {
  try {
    const { width, height } = readImageHeader(front, file);
    return width * height;
  } catch (error) {
    if (error instanceof AppError) return 0;
    throw error;
  }
}
