import type { ProposalParameters } from '../../../../shared/parameters/proposalParameters.ts';
import { attentionLayers } from '../../../../shared/parameters/attentionLayers.ts';
import type { ImageLoader } from '../../../image/ImageLoader.ts';
import { versionOf } from '../../../image/versionOf.ts';
import { resampleToTensor } from '../../../image/resample.ts';
import type { AdcamSessions } from './AdcamSessions.ts';

/** The open image and the next two. With 784 patches one takes 2.5 MB. */
const KEPT = 3;

/** The attention of the images that were asked about last, for whoever asks again. */
export class KeptAttention {
  private readonly sessions: AdcamSessions;
  private readonly images: ImageLoader;
  private readonly kept = new Map<string, Float32Array>();

  constructor(sessions: AdcamSessions, images: ImageLoader) {
    this.sessions = sessions;
    this.images = images;
  }

  get grid(): number {
    return this.sessions.manifest.vit.grid;
  }

  /**
   * Roots of the attention, `[N, N]`: the products of two rows sum to the likeness S of their patches.
   *
   * @throws AppError `image-unreadable` for the file, `invalid-input` for layers that the pack does not have
   */
  async roots(file: string, { layers }: ProposalParameters): Promise<Float32Array> {
    const { vit } = this.sessions.manifest;
    const wanted = attentionLayers(layers, vit.attention.length);
    const key = JSON.stringify([await versionOf(file), wanted]);
    const known = this.kept.get(key);
    if (known) {
      // Behind all others: the first one goes first.
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const { image } = await this.images.load(file);
    const { attention } = await this.sessions.attention(resampleToTensor(image, vit.size, vit), wanted);
    const roots = attention.map((value) => Math.sqrt(value));
    if (this.kept.size >= KEPT) this.kept.delete([...this.kept.keys()][0]!);
    this.kept.set(key, roots);
    return roots;
  }
}
