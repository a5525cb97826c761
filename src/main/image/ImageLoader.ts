import { createHash } from 'node:crypto';
import { decodeImage, isAnimated } from './decodeImage.ts';
import { readPhotograph } from './readPhotograph.ts';
import type { RgbImage } from './RgbImage.ts';

/** A decoded image and what its file says about it. */
export interface LoadedImage {
  image: RgbImage;
  contentHash: string;
  notices: string[];
}

/** Decodes images on the thread pool, the next one while the present one runs. */
export class ImageLoader {
  private ahead: { file: string; loading: Promise<LoadedImage> } | undefined;

  /** @throws AppError `image-unreadable` */
  load(file: string): Promise<LoadedImage> {
    const ready = this.ahead?.file === file ? this.ahead.loading : loadImage(file);
    this.ahead = undefined;
    return ready;
  }

  prefetch(file: string): void {
    const loading = loadImage(file);
    // Whoever loads the file gets the error; nobody may ever ask.
    loading.catch(() => undefined);
    this.ahead = { file, loading };
  }
}

async function loadImage(file: string): Promise<LoadedImage> {
  const bytes = await readPhotograph(file);
  const image = await decodeImage(bytes, file);
  const notices = isAnimated(bytes) ? [`${file} is animated; only its first frame is used.`] : [];
  return { image, contentHash: createHash('sha256').update(bytes).digest('hex'), notices };
}
