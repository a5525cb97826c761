import type { InferenceSession } from 'onnxruntime-node';
import { Tensor } from 'onnxruntime-node';
import { AppError } from '../../../../shared/errors/AppError.ts';
import type { Declared } from '../../../onnx/modelSignature.ts';
import { ELEMENT } from '../../../onnx/onnxModel.ts';
import type { Convention } from '../conventions.ts';
import type { ImageFrame } from '../frame/ImageFrame.ts';
import type { LogitsGrid } from '../frame/logitsGrid.ts';
import { cropToImage, padToFrame } from '../frame/logitsGrid.ts';
import type { ClickCandidate, ClickRequest } from '../jobs.ts';
import type { Embedding } from './ClickEncoder.ts';
import { promptPoints } from './promptPoints.ts';

/** Edge of the grid of logits where the export leaves it open: a quarter of the usual square's. */
const USUAL_EDGE = 256;

/** The masks of one click, over the whole square. */
export interface Decoded {
  maskWidth: number;
  maskHeight: number;
  candidates: ClickCandidate[];
  single: boolean;
}

/** The decoder of an open pack. */
export class ClickDecoder {
  private readonly session: InferenceSession;
  private readonly convention: Convention;
  private readonly inputs: ReadonlyMap<string, Declared>;
  private readonly outputs: { masks: string; scores: string };

  /** @param options `outputs` are the names of those that have all candidates and their scores */
  constructor(options: {
    session: InferenceSession;
    convention: Convention;
    inputs: ReadonlyMap<string, Declared>;
    outputs: { masks: string; scores: string };
  }) {
    this.session = options.session;
    this.convention = options.convention;
    this.inputs = options.inputs;
    this.outputs = options.outputs;
  }

  /** The inputs that are embeddings. */
  get embeddings(): readonly string[] {
    return this.convention.embeddings;
  }

  /** Zeros in place of an embedding, where all shapes are known. */
  emptyEmbedding(frame: ImageFrame): Embedding | undefined {
    const tensors: Record<string, Tensor> = {};
    for (const name of this.embeddings) {
      const [, ...rest] = this.inputs.get(name)?.dims ?? [];
      if (rest.length !== 3 || rest.includes(undefined)) return undefined;
      const dims = [1, ...(rest as number[])];
      tensors[name] = new Tensor('float32', new Float32Array(product(dims)), dims);
    }
    return { frame, tensors, bytes: 0 };
  }

  /**
   * What a prompt may mean.
   *
   * @throws AppError `invalid-input` for a prompt that says nothing, or a box where none is taken; `model-unsupported` for results that
   *   are no masks
   */
  async click(
    { frame, tensors }: Embedding,
    { points, box, prompt }: Omit<ClickRequest, 'image'>,
  ): Promise<Decoded> {
    const feeds: Record<string, Tensor> = { ...tensors, ...this.promptFeeds(frame, { points, box, prompt }) };
    const { masks, scores } = this.outputs;
    const results = await this.session.run(feeds, [masks, scores]);
    return this.read(frame, results[masks] as Tensor, results[scores] as Tensor);
  }

  private promptFeeds(
    frame: ImageFrame,
    {
      points,
      box,
      prompt,
    }: { points: ClickRequest['points'] } & {
      box: ClickRequest['box'] | undefined;
      prompt: LogitsGrid | undefined;
    },
  ): Record<string, Tensor> {
    const { mask, outputSize, box: boxAs, points: names } = this.convention;
    const edge = this.edge();
    if (prompt) expectGrid(prompt);
    const scale = this.pointScale(edge, frame);
    const said = promptPoints(frame, this.convention, { points, box, takesBox: this.takesBox });
    const coordinates = said.coordinates.map((value) => value * scale);
    const before = names.perObject ? [1, 1] : [1];
    const n = said.labels.length;
    const feeds: Record<string, Tensor> = {
      [names.coordinates]: this.tensor(names.coordinates, coordinates, [...before, n, 2]),
      [names.labels]: this.tensor(names.labels, said.labels, [...before, n]),
    };
    if (boxAs !== 'corners' && this.inputs.has(boxAs.input)) {
      feeds[boxAs.input] = this.tensor(boxAs.input, said.box, [1, said.box.length / 4, 4]);
    }
    if (mask && this.inputs.has(mask.logits) && this.inputs.has(mask.flag)) {
      const logits = prompt ? padToFrame(prompt, frame, edge) : new Float32Array(edge * edge);
      feeds[mask.logits] = new Tensor('float32', logits, [1, 1, edge, edge]);
      feeds[mask.flag] = this.tensor(mask.flag, [prompt ? 1 : 0], [1]);
    }
    if (outputSize !== undefined && this.inputs.has(outputSize)) {
      feeds[outputSize] = this.tensor(outputSize, [edge, edge], [2]);
    }
    return feeds;
  }

  private get takesBox(): boolean {
    const { box } = this.convention;
    return box === 'corners' || this.inputs.has(box.input);
  }

  /** Edge of the grid that logits go in and come out on. */
  private edge(): number {
    const { mask } = this.convention;
    return (mask && this.inputs.get(mask.logits)?.dims?.at(-1)) ?? USUAL_EDGE;
  }

  /** EfficientSAM takes points in pixels of the size that its masks are to have; all others in those of the square. */
  private pointScale(edge: number, frame: ImageFrame): number {
    return this.convention.points.inOutputSize === true ? edge / frame.size : 1;
  }

  /** The grid is square, as what it covers; tensors inside a graph may have its cells in one axis. */
  private read(frame: ImageFrame, masks: Tensor, scores: Tensor): Decoded {
    const data = masks.data as Float32Array;
    const values = Array.from(scores.data as Float32Array);
    const cells = data.length / values.length;
    const edge = Math.sqrt(cells);
    if (values.length === 0 || !Number.isInteger(edge) || edge === 0) {
      throw new AppError(
        'model-unsupported',
        `The decoder was to give as many square masks as scores, and gave masks [${masks.dims.join(', ')}] and scores ` +
          `[${scores.dims.join(', ')}]. Use another export of the model.`,
      );
    }
    const cut = values.map((score, i) => {
      const logits = data.slice(i * cells, (i + 1) * cells);
      return { score, grid: cropToImage({ width: edge, height: edge, logits }, frame) };
    });
    return {
      ...{ maskWidth: cut[0]!.grid.width, maskHeight: cut[0]!.grid.height },
      candidates: cut.map(({ score, grid }) => ({ logits: grid.logits, score })),
      single: cut.length === 1 || this.convention.firstIsSingle,
    };
  }

  /** Numbers as the type that an input is declared with. */
  private tensor(input: string, values: readonly number[], dims: number[]): Tensor {
    const elemType = this.inputs.get(input)!.elemType;
    if (elemType === ELEMENT.int64) {
      return new Tensor(
        'int64',
        BigInt64Array.from(values, (value) => BigInt(Math.round(value))),
        dims,
      );
    }
    if (elemType === ELEMENT.int32) return new Tensor('int32', Int32Array.from(values, Math.round), dims);
    return new Tensor('float32', Float32Array.from(values), dims);
  }
}

function expectGrid({ width, height, logits }: LogitsGrid): void {
  if (width > 0 && height > 0 && logits.length === width * height) return;
  throw new AppError(
    'invalid-input',
    `A mask to start from has ${logits.length} values, and is to be ${width} x ${height}.`,
  );
}

function product(dims: readonly number[]): number {
  return dims.reduce((a, b) => a * b, 1);
}
