import { fetchPhotograph } from './fetchPhotograph.ts';
import type { PhotographPixels } from './Api.ts';

/** Pixels that are copied at once: more would be held twice. */
const PART = 1_000_000;

/**
 * Fetches a photograph's pixels by its opaque name: RGB, transparency over white.
 *
 * @param size to bring it to, in pixels; its own where missing
 * @throws RouteError `lost`, or `image-unreadable` when it is gone or cannot be decoded
 */
export async function readPixels(
  image: { name: string; path: string },
  size?: { width: number; height: number },
): Promise<PhotographPixels> {
  const photo = await fetchPhotograph(image, size);
  const { width, height } = photo;
  const data = new Uint8Array(width * height * 3);
  const rows = Math.min(height, Math.max(1, Math.floor(PART / width)));
  const canvas = new OffscreenCanvas(width, rows);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  for (let y = 0, to = 0; y < height; y += rows) {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, rows);
    context.drawImage(photo, 0, -y);
    const part = context.getImageData(0, 0, width, Math.min(rows, height - y)).data;
    for (let from = 0; from < part.length; from += 4, to += 3) {
      data[to] = part[from]!;
      data[to + 1] = part[from + 1]!;
      data[to + 2] = part[from + 2]!;
    }
    // The page gets its turn.
    await new Promise((resolve) => setTimeout(resolve));
  }
  photo.close();
  return { width, height, data };
}
