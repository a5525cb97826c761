import type { ImageLoader } from '../image/ImageLoader.ts';
import { versionOf } from '../image/versionOf.ts';
import type { Guide } from './Guide.ts';
import { makeGuide } from './Guide.ts';

/** A guide of a 500 x 375 photograph takes about 5 MB. */
const KEPT = 4;

interface KeptGuide {
  guide: Guide;
  /** Of the photograph. */
  width: number;
  height: number;
  contentHash: string;
}

/** Guides of the photographs that were refined last, since whoever moves a threshold moves it again. */
export class KeptGuides {
  private readonly images: ImageLoader;
  private readonly kept = new Map<string, KeptGuide>();

  constructor(images: ImageLoader) {
    this.images = images;
  }

  /** @throws AppError `image-unreadable` */
  async of(file: string): Promise<KeptGuide> {
    const key = await versionOf(file);
    const known = this.kept.get(key);
    if (known) {
      // Behind all others: the first one goes first.
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const { image, contentHash } = await this.images.load(file);
    const { width, height } = image;
    const made = { guide: makeGuide(image), width, height, contentHash };
    if (this.kept.size >= KEPT) this.kept.delete([...this.kept.keys()][0]!);
    this.kept.set(key, made);
    return made;
  }
}
