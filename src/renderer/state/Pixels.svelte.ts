import type { Api } from '../api/Api.ts';
import type { LabPhoto } from '../editor/LabPhoto.ts';
import { makeLabPhoto } from '../editor/makeLabPhoto.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';

/** Larger photographs are read with fewer pixels: 3 bytes each, 96 MB in all. */
const MOST_PIXELS = 32_000_000;

interface Parts {
  api: Api;
  notices: Notices;
  current: CurrentImage;
}

/** The photograph of the open image as tools at edges look at it: read when such a tool asks first, kept for one image. */
export class Pixels {
  private readonly parts: Parts;
  private kept = $state.raw<{ image: OpenImage; photo: LabPhoto }>();
  /** The image whose photograph is being read. */
  private reading: OpenImage | undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Undefined while it has not been read. */
  get photo(): LabPhoto | undefined {
    return this.kept && this.kept.image === this.parts.current.image ? this.kept.photo : undefined;
  }

  /** Forgets the photograph of any other image. */
  opened(image: OpenImage): void {
    if (this.kept && this.kept.image !== image) this.kept = undefined;
  }

  /** Begins to read an image's photograph, where it is not there yet. */
  need(image: OpenImage | undefined): void {
    if (!image || image === this.reading || image === this.kept?.image) return;
    this.reading = image;
    void this.parts.notices.attempt(async () => {
      try {
        const photo = await this.read(image);
        if (this.reading === image) this.kept = { image, photo };
      } finally {
        if (this.reading === image) this.reading = undefined;
      }
    });
  }

  private async read({ detail, layer }: OpenImage): Promise<LabPhoto> {
    const { width, height } = layer;
    const scale = Math.sqrt(MOST_PIXELS / (width * height));
    const fewer = { width: Math.floor(width * scale), height: Math.floor(height * scale) };
    const size = scale < 1 ? fewer : detail.changed ? { width, height } : undefined;
    const rgb = await this.parts.api.pixels(detail, size);
    return makeLabPhoto(rgb, layer, () => new Promise((resolve) => setTimeout(resolve)));
  }
}
