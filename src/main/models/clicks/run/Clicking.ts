import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { versionOf } from '../../../image/versionOf.ts';
import type { ClickRequest, ClickResult, EmbedRequest, EmbedResult } from '../jobs.ts';
import type { Embedding } from './ClickEncoder.ts';
import { EmbeddingCache } from './EmbeddingCache.ts';
import type { ClickNetworks } from './prepareClicks.ts';

const KEPT = { items: 8, bytes: 128 * 1024 ** 2 };

interface KeptEmbedding extends Embedding {
  contentHash: string;
}

/** Clicks on photographs: their embeddings are made once, and kept while they are used. */
export class Clicking {
  private readonly networks: ClickNetworks;
  private readonly images: ImageLoader;
  private readonly kept = new EmbeddingCache<KeptEmbedding>(KEPT);

  constructor(networks: ClickNetworks, images: ImageLoader) {
    this.networks = networks;
    this.images = images;
  }

  /** @throws AppError `image-unreadable` */
  async embed({ image }: EmbedRequest): Promise<EmbedResult> {
    const { frame, contentHash, milliseconds } = await this.embeddingOf(image);
    return { width: frame.imageWidth, height: frame.imageHeight, contentHash, milliseconds };
  }

  /** @throws AppError `image-unreadable`; `invalid-input` for a prompt that says nothing, or a box where none is taken */
  async click({ image, ...prompt }: ClickRequest): Promise<ClickResult> {
    const embedding = await this.embeddingOf(image);
    const { frame, contentHash, milliseconds } = embedding;
    const start = performance.now();
    const decoded = await this.networks.decoder.click(embedding, prompt);
    return {
      ...{ width: frame.imageWidth, height: frame.imageHeight, contentHash, ...decoded },
      milliseconds: { embed: milliseconds, decode: performance.now() - start },
    };
  }

  async release(): Promise<void> {
    this.kept.clear();
    await this.networks.release();
  }

  private async embeddingOf(image: string): Promise<KeptEmbedding & { milliseconds: number }> {
    const key = await versionOf(image);
    const known = this.kept.get(key);
    if (known) return { ...known, milliseconds: 0 };
    const start = performance.now();
    const { encoder, decoder } = this.networks;
    const loaded = await this.images.load(image);
    const embedding = await encoder.embed(loaded.image, decoder.embeddings);
    const made = { ...embedding, contentHash: loaded.contentHash };
    this.kept.set(key, made);
    return { ...made, milliseconds: performance.now() - start };
  }
}
