import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { RgbImage } from '../../../image/RgbImage.ts';
import { withinMemory } from '../../runtime/withinMemory.ts';
import type { ClicksManifest } from '../clicksManifest.ts';
import { conventionOf } from '../conventions.ts';
import type { EncoderInput } from '../frame/encoderInput.ts';
import { framePixels, framePlanes } from '../frame/encoderInput.ts';
import type { ImageFrame } from '../frame/ImageFrame.ts';
import { imageFrame } from '../frame/ImageFrame.ts';

/** What an encoder has to say of one photograph: all that a decoder needs of it. */
export interface Embedding {
  frame: ImageFrame;
  /** By the decoder's inputs. */
  tensors: Record<string, Tensor>;
  bytes: number;
}

/** The encoder of an open pack. */
export class ClickEncoder {
  private readonly session: InferenceSession;
  private readonly manifest: ClicksManifest;
  private readonly input: string;
  /** Bytes of weights until the first run, where its memory is watched. */
  private watched: number | undefined;

  constructor(options: {
    session: InferenceSession;
    manifest: ClicksManifest;
    input: string;
    watched: number | undefined;
  }) {
    this.session = options.session;
    this.manifest = options.manifest;
    this.input = options.input;
    this.watched = options.watched;
  }

  /** @param names the decoder's inputs that are embeddings */
  embed(image: RgbImage, names: readonly string[]): Promise<Embedding> {
    const { convention, encoder } = this.manifest;
    const frame = imageFrame(conventionOf(convention).fit, encoder.size, image);
    const input =
      encoder.layout === 'pixels' ? framePixels(image, frame) : framePlanes(image, frame, encoder);
    return this.run(input, frame, names);
  }

  /** The embedding of a square without anything in it. */
  embedNothing(names: readonly string[]): Promise<Embedding> {
    const { size, layout } = this.manifest.encoder;
    const dims = layout === 'pixels' ? [size, size, 3] : [1, 3, size, size];
    return this.run({ data: new Float32Array(3 * size * size), dims }, this.emptyFrame(), names);
  }

  emptyFrame(): ImageFrame {
    const { size } = this.manifest.encoder;
    return imageFrame('squash', size, { width: size, height: size });
  }

  private async run(
    { data, dims }: EncoderInput,
    frame: ImageFrame,
    names: readonly string[],
  ): Promise<Embedding> {
    const { session } = this;
    const wanted = names.map((name) => outputOf(session, name, names));
    const feeds = { [this.input]: new Tensor('float32', data, dims) };
    const once = (): Promise<InferenceSession.OnnxValueMapType> => session.run(feeds, wanted);
    const outputs = await (this.watched === undefined ? once() : withinMemory(this.watched, once));
    this.watched = undefined;
    const tensors = Object.fromEntries(names.map((name, i) => [name, outputs[wanted[i]!] as Tensor]));
    const bytes = Object.values(tensors).reduce(
      (sum, { data: values }) => sum + (values as Float32Array).byteLength,
      0,
    );
    return { frame, tensors, bytes };
  }
}

/** The encoder's output for an input of the decoder: that of its name, or the only one where there is but one. */
function outputOf(session: InferenceSession, name: string, names: readonly string[]): string {
  const { outputNames } = session;
  if (outputNames.includes(name)) return name;
  if (names.length === 1 && outputNames.length === 1) return outputNames[0]!;
  throw new AppError('pack-invalid', `The encoder gives no "${name}". Create the pack again.`);
}
