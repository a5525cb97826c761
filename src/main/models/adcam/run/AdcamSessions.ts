import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Pack } from '../../pack/Pack.ts';
import type { AdcamManifest } from '../adcamManifest.ts';
import { ACTIVATION_TENSORS } from '../additions/activationAddition.ts';
import { ATTENTION_TENSORS } from '../additions/attentionAddition.ts';
import type { DiffusionSettings } from '../diffusion/diffusionModel.ts';
import { diffusionModel } from '../diffusion/diffusionModel.ts';
import type { Provider } from '../../../inference/providers/providers.ts';
import { sessionOptions } from '../../runtime/sessionOptions.ts';

/** The largest logit offset that still counts as "not this class" in float32. */
const NOT_THIS_CLASS = -1e9;
const KEPT_DIFFUSIONS = 8;

/** Class activation of one run: `data` is `[C, height, width]`, `logits` is `[K]`. */
export interface Activation {
  data: Float32Array;
  height: number;
  width: number;
  logits: Float32Array;
  /** `[D, height, width]`, the map before pooling, where it was asked for. */
  features: Float32Array | undefined;
}

/** What one run of the ViT shows. */
export interface Attention {
  /** `[N, N]`, row-stochastic. */
  attention: Float32Array;
  /** `[N, D]`, what the last layer looks at; undefined where the network does not show it. */
  tokens: Float32Array | undefined;
  /** The same of a middle layer, where it was asked for. */
  middleTokens: Float32Array | undefined;
}

/** The sessions of one open pack on one provider. */
export class AdcamSessions {
  readonly pack: Pack<AdcamManifest>;
  readonly provider: Provider;
  private readonly cnn: InferenceSession;
  private readonly vit: InferenceSession;
  private readonly cnnInput: string;
  private readonly vitInput: string;
  private readonly diffusions = new Map<string, Promise<InferenceSession>>();

  constructor(options: {
    pack: Pack<AdcamManifest>;
    provider: Provider;
    cnn: InferenceSession;
    vit: InferenceSession;
    cnnInput: string;
    vitInput: string;
  }) {
    this.pack = options.pack;
    this.provider = options.provider;
    this.cnn = options.cnn;
    this.vit = options.vit;
    this.cnnInput = options.cnnInput;
    this.vitInput = options.vitInput;
  }

  get manifest(): AdcamManifest {
    return this.pack.manifest;
  }

  /**
   * Runs the CNN on planes `[3, size, size]` for classes given by position in the pack's list.
   *
   * @param withFeatures whether the map before pooling is wanted too
   */
  async activation(
    planes: Float32Array,
    size: number,
    classes: readonly number[],
    withFeatures = false,
  ): Promise<Activation> {
    const { activation, logits, features } = ACTIVATION_TENSORS;
    const outputs = await this.cnn.run(
      {
        [this.cnnInput]: new Tensor('float32', planes, [1, 3, size, size]),
        [ACTIVATION_TENSORS.classMask]: this.classMask(classes),
      },
      withFeatures ? [activation, logits, features] : [activation, logits],
    );
    const [, , height, width] = outputs[activation]!.dims as [number, number, number, number];
    return {
      ...{ data: floats(outputs[activation]), height, width, logits: floats(outputs[logits]) },
      features: withFeatures ? floats(outputs[features]) : undefined,
    };
  }

  /**
   * Runs the ViT. `layers` are positions among the pack's attention layers.
   *
   * @param withMiddle whether the tokens of a middle layer are wanted too
   */
  async attention(planes: Float32Array, layers: readonly number[], withMiddle = false): Promise<Attention> {
    const { size, attention } = this.manifest.vit;
    const weights = new Float32Array(attention.length);
    for (const layer of layers) weights[layer] = 1 / layers.length;
    const names = ATTENTION_TENSORS;
    const wanted: string[] = [names.tokens, ...(withMiddle ? [names.middleTokens] : [])];
    const outputs = await this.vit.run(
      {
        [this.vitInput]: new Tensor('float32', planes, [1, 3, size, size]),
        [names.layerWeights]: new Tensor('float32', weights, [weights.length]),
      },
      [names.attention, ...wanted.filter((name) => this.vit.outputNames.includes(name))],
    );
    const tokens = (name: string): Float32Array | undefined =>
      outputs[name] ? floats(outputs[name]) : undefined;
    return {
      attention: floats(outputs[names.attention]),
      ...{ tokens: tokens(names.tokens), middleTokens: tokens(names.middleTokens) },
    };
  }

  /** Diffuses `maps` `[C, N]` over `attention` `[N, N]`; not yet normalised. */
  async diffuse(
    attention: Float32Array,
    maps: Float32Array,
    settings: DiffusionSettings,
  ): Promise<Float32Array> {
    const session = await this.diffusion(settings);
    const n = this.manifest.vit.grid ** 2;
    const outputs = await session.run({
      attention: new Tensor('float32', attention, [n, n]),
      maps: new Tensor('float32', maps, [maps.length / n, n]),
    });
    return floats(outputs['scores']);
  }

  async release(): Promise<void> {
    const diffusions = await Promise.all(this.diffusions.values());
    for (const session of [this.cnn, this.vit, ...diffusions]) await session.release();
    this.diffusions.clear();
  }

  private diffusion({ direction, gamma, beta, steps }: DiffusionSettings): Promise<InferenceSession> {
    const key = JSON.stringify({ direction, gamma, beta, steps });
    const known = this.diffusions.get(key);
    if (known) return known;
    if (this.diffusions.size >= KEPT_DIFFUSIONS) this.forgetOldestDiffusion();
    const model = diffusionModel({ direction, gamma, beta, steps });
    const session = InferenceSession.create(model, sessionOptions(this.provider));
    this.diffusions.set(key, session);
    return session;
  }

  private forgetOldestDiffusion(): void {
    const [key, oldest] = [...this.diffusions][0]!;
    this.diffusions.delete(key);
    void oldest.then((session) => session.release());
  }

  private classMask(classes: readonly number[]): Tensor {
    const { modelClasses } = this.manifest.cnn;
    const mask = new Float32Array(classes.length * modelClasses).fill(NOT_THIS_CLASS);
    classes.forEach((position, row) => {
      for (const k of this.manifest.classes[position]!.modelClasses) mask[row * modelClasses + k] = 0;
    });
    return new Tensor('float32', mask, [classes.length, modelClasses]);
  }
}

function floats(tensor: InferenceSession.OnnxValueMapType[string] | undefined): Float32Array {
  return (tensor as Tensor).data as Float32Array;
}
