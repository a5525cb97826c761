import * as twgl from 'twgl.js';
import type { Picture } from '../editor/Picture.ts';
import { SHADER_DIFFERENCES } from '../editor/differences.ts';
import type { Side } from '../editor/Side.ts';
import type { View } from '../editor/View.ts';
import { changedArea } from './changedArea.ts';
import { LabelBuffer } from './LabelBuffer.ts';
import type { Variant } from './shaders.ts';
import { imageShader, labelShader, MOST_CLASSES, sharpness, vertexShader } from './shaders.ts';
import type { Rectangle } from '../../shared/labels/Layer.ts';
import type { Tiling } from './TiledTextures.ts';
import { arrayTexture, photoTexture } from './photoTexture.ts';
import { tilesUnder, tilingOf } from './TiledTextures.ts';

/** What changes from frame to frame; drawing with another frame touches uniforms and two tiny textures only. */
export interface Frame {
  view: View;
  /** By score map, in its order. */
  thresholds: readonly number[];
  voidHalfWidth: number;
  /** What is proposed as a whole, `uint8[height, width]`: along edges, or from elsewhere; in place of what scores and thresholds say. */
  refined: Uint8Array | undefined;
  /** The true label map, `uint8[height, width]`, where a side shows it or how labels differ from it. */
  truth: Uint8Array | undefined;
  /** Of the overlay, in [0, 1]. */
  opacity: number;
  contours: boolean;
  /** Whether what was painted is hatched. */
  hatching: boolean;
  /** Of who decided, as editor/origins.ts has them. */
  originColours: Float32Array;
  /** Canvas pixels per pixel of the page. */
  density: number;
  /** `[256, 4]` red, green, blue and share of the overlay's opacity, each in [0, 1]. */
  palette: Float32Array;
  /** Colour around the image, each channel in [0, 1]. */
  surround: readonly [number, number, number];
  left: Side;
  right: Side;
  /** Canvas x from which the right side shows. */
  divider: number;
  /** Canvas pixels for which the label is found once, along an edge: 1, or more while it changes all the time. */
  coarseness: number;
}

/** Sides that are drawn from the label of each pixel. */
const OF_LABELS: ReadonlySet<Side['kind']> = new Set(['labels', 'origins', 'difference']);

const EMPTY_SIDE = { map: new Float32Array(1), grid: 1 };

/** Names of drivers that draw on the processor. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** The browser has no WebGL 2. */
export class NoWebGl extends Error {}

/** Draws a photograph with its label map on a canvas. A threshold that moves costs one uniform and one draw. */
export class LabelView {
  /** Whether there is no GPU, so that every pixel that is drawn costs. */
  readonly isSoftware: boolean;
  private readonly gl: WebGL2RenderingContext;
  private readonly largest: number;
  private readonly labelProgram: twgl.ProgramInfo;
  /** By variant, each made when it is needed first. */
  private readonly imagePrograms = new Map<string, twgl.ProgramInfo>();
  private readonly labelBuffer: LabelBuffer;
  private readonly triangle: twgl.BufferInfo;
  private textures: Partial<
    Record<'photo' | 'scores' | 'human' | 'hand' | 'refined' | 'truth', WebGLTexture>
  > = {};
  private anyPainted = false;
  /** What the texture of the refined proposal has. */
  private refined: Uint8Array | undefined;
  /** What the texture of the true labels has. */
  private truth: Uint8Array | undefined;
  private readonly heats: { texture: WebGLTexture; map: Float32Array | undefined }[];
  private tiling: Tiling = { tileWidth: 1, tileHeight: 1, columns: 1, rows: 1 };
  private size = { width: 0, height: 0 };
  private scores: Picture['scores'] = null;
  /** Counts pictures: the one asked for last is shown. */
  private turn = 0;

  /**
   * @param largest edge of a texture in pixels, where it is not the device's limit
   * @throws NoWebGl where the browser has no WebGL 2
   */
  constructor(canvas: HTMLCanvasElement, largest?: number) {
    const gl = canvas.getContext('webgl2', { antialias: false, preserveDrawingBuffer: true });
    if (!gl) throw new NoWebGl();
    this.gl = gl;
    const names = gl.getExtension('WEBGL_debug_renderer_info');
    this.isSoftware = SOFTWARE.test(
      String(gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER)),
    );
    this.largest = largest ?? (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    this.labelProgram = twgl.createProgramInfo(gl, [vertexShader, labelShader]);
    this.labelBuffer = new LabelBuffer(gl);
    this.triangle = twgl.createBufferInfoFromArrays(gl, {
      position: { numComponents: 2, data: [-1, -1, 3, -1, -1, 3] },
    });
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    this.heats = [0, 1].map(() => ({ texture: gl.createTexture(), map: undefined }));
  }

  /** Uploads a picture. Large ones are cut into tiles, for which the photograph is cut up asynchronously. */
  async show(picture: Picture): Promise<void> {
    const { gl } = this;
    const { width, height } = picture;
    const tiling = tilingOf(width, height, this.largest);
    const turn = ++this.turn;
    const photo = await photoTexture(gl, picture, tiling);
    // Another picture may have come while this one was cut up.
    if (turn !== this.turn) {
      this.gl.deleteTexture(photo);
      return picture.photo.close();
    }
    this.release();
    this.tiling = tiling;
    this.size = { width, height };
    this.textures.photo = photo;
    const all = { x: 0, y: 0, width, height };
    this.textures.human = arrayTexture(gl, gl.R8UI, tiling);
    this.upload(this.textures.human, picture.decided, all);
    this.textures.hand = this.textures.human;
    this.anyPainted = picture.hand !== null;
    if (picture.hand && picture.hand !== picture.decided) {
      this.textures.hand = arrayTexture(gl, gl.R8UI, tiling);
      this.upload(this.textures.hand, picture.hand, all);
    }
    this.setScores(picture.scores);
    picture.photo.close();
  }

  /** Shows nothing. */
  clear(): void {
    this.turn += 1;
    this.release();
    this.gl.clearColor(0, 0, 0, 0);
    this.gl.clear(this.gl.COLOR_BUFFER_BIT);
  }

  private release(): void {
    for (const texture of Object.values(this.textures)) this.gl.deleteTexture(texture);
    this.textures = {};
    this.refined = undefined;
    this.truth = undefined;
  }

  /** Takes other score maps for the same photograph. */
  setScores(scores: Picture['scores']): void {
    const { gl } = this;
    if (this.textures.scores) gl.deleteTexture(this.textures.scores);
    this.scores = scores;
    const grid = scores?.grid ?? 1;
    const values = scores?.labels.length ? scores.values : new Float32Array(grid ** 2);
    this.textures.scores = twgl.createTexture(gl, {
      ...{ target: gl.TEXTURE_2D_ARRAY, internalFormat: gl.R32F, format: gl.RED, type: gl.FLOAT },
      ...{ width: grid, height: grid, depth: values.length / grid ** 2, src: values },
      ...{ minMag: gl.NEAREST, auto: false },
    });
  }

  /** Uploads a rectangle of what people decided, without copying it first. */
  updateDecided(decided: Uint8Array, rectangle: Rectangle): void {
    if (this.textures.human) this.upload(this.textures.human, decided, rectangle);
  }

  private upload(texture: WebGLTexture, decided: Uint8Array, rectangle: Rectangle): void {
    const { gl, tiling } = this;
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, this.size.width);
    for (const part of tilesUnder(tiling, rectangle)) {
      gl.texSubImage3D(
        ...([gl.TEXTURE_2D_ARRAY, 0, part.left, part.top, part.layer, part.width, part.height, 1] as const),
        ...([gl.RED_INTEGER, gl.UNSIGNED_BYTE, decided, part.y * this.size.width + part.x] as const),
      );
    }
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  }

  /**
   * Draws a frame.
   *
   * @param changed rectangles of the image outside of which the canvas shows this very frame already; all where missing
   */
  draw(frame: Frame, changed?: readonly Rectangle[]): void {
    const { gl } = this;
    if (!this.textures.photo) return;
    const margin = 2 * frame.coarseness;
    const all = { x: 0, y: 0, width: this.size.width, height: this.size.height };
    const areas = (changed ?? [all]).flatMap(
      (area) => changedArea(frame.view, gl.canvas, area, margin) ?? [],
    );
    if (!changed) {
      gl.clearColor(...frame.surround, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    }
    const sides = [frame.left.kind, frame.right.kind];
    gl.enable(gl.SCISSOR_TEST);
    if (sides.some((kind) => OF_LABELS.has(kind))) this.drawLabels(frame, areas);
    if (frame.truth && frame.truth !== this.truth) this.takeTruth(frame.truth);
    this.drawImage(frame, areas);
    gl.disable(gl.SCISSOR_TEST);
  }

  /** What both programs know of a frame. */
  private place({ view, coarseness }: Frame): Record<string, unknown> {
    const { tiling, size } = this;
    return {
      ...{ tileSize: [tiling.tileWidth, tiling.tileHeight], tilesPerRow: tiling.columns },
      ...{ imageSize: [size.width, size.height], origin: [view.x, view.y], scale: view.scale, coarseness },
    };
  }

  private drawLabels(frame: Frame, areas: readonly Rectangle[]): void {
    const { gl, scores } = this;
    const { coarseness, refined } = frame;
    if (refined && refined !== this.refined) this.takeRefined(refined);
    this.labelBuffer.bind(gl.canvas, coarseness);
    this.use(this.labelProgram, {
      ...this.place(frame),
      ...{ scores: this.textures.scores, human: this.textures.human, grid: scores?.grid ?? 1 },
      ...{ refined: this.textures.refined ?? this.textures.human, followsEdges: refined !== undefined },
      classes: Math.min(scores?.labels.length ?? 0, MOST_CLASSES),
      thresholds: padded(Float32Array, frame.thresholds),
      labels: padded(Uint32Array, scores?.labels ?? []),
      voidHalfWidth: frame.voidHalfWidth,
    });
    for (const { x, y, width, height } of areas) {
      const [left, top] = [Math.floor(x / coarseness), Math.floor(y / coarseness)];
      // One more each way: the neighbours of the last pixels.
      const right = Math.floor((x + width) / coarseness) + 1;
      const bottom = Math.floor((y + height) / coarseness) + 1;
      gl.scissor(left, top, right - left, bottom - top);
      twgl.drawBufferInfo(gl, this.triangle);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  private takeRefined(refined: Uint8Array): void {
    const all = { x: 0, y: 0, ...this.size };
    this.textures.refined ??= arrayTexture(this.gl, this.gl.R8UI, this.tiling);
    this.upload(this.textures.refined, refined, all);
    this.refined = refined;
  }

  private takeTruth(truth: Uint8Array): void {
    this.textures.truth ??= arrayTexture(this.gl, this.gl.R8UI, this.tiling);
    this.upload(this.textures.truth, truth, { x: 0, y: 0, ...this.size });
    this.truth = truth;
  }

  private drawImage(frame: Frame, areas: readonly Rectangle[]): void {
    const { gl } = this;
    const { canvas } = gl;
    const heats = [frame.left, frame.right].map((side, index) => this.heat(index, side));
    gl.viewport(0, 0, canvas.width, canvas.height);
    this.use(this.imageProgram(frame), {
      ...this.place(frame),
      ...{ photo: this.textures.photo, hand: this.textures.hand, anyPainted: this.anyPainted },
      ...{ truth: this.textures.truth ?? this.textures.human, differenceColours: SHADER_DIFFERENCES },
      labelBuffer: this.labelBuffer.texture,
      ...{ leftHeat: heats[0], rightHeat: heats[1], divider: frame.divider },
      ...{ palette: frame.palette, opacity: frame.opacity },
      ...{ density: frame.density, originColours: frame.originColours },
      ...{ surround: [...frame.surround], canvasSize: [canvas.width, canvas.height] },
    });
    for (const { x, y, width, height } of areas) {
      // WebGL counts rows of the canvas from below.
      gl.scissor(x, canvas.height - y - height, width, height);
      twgl.drawBufferInfo(gl, this.triangle);
    }
  }

  private imageProgram({ left, right, divider, contours, hatching, view }: Frame): twgl.ProgramInfo {
    const isDivided = divider > 0;
    const variant: Variant = {
      ...{ left: isDivided ? left.kind : right.kind, right: right.kind, isDivided },
      ...{ contours, hatching, ...sharpness(view.scale) },
    };
    const key = JSON.stringify(variant);
    const made =
      this.imagePrograms.get(key) ?? twgl.createProgramInfo(this.gl, [vertexShader, imageShader(variant)]);
    this.imagePrograms.set(key, made);
    return made;
  }

  private use(program: twgl.ProgramInfo, uniforms: Record<string, unknown>): void {
    const { gl } = this;
    gl.useProgram(program.program);
    twgl.setBuffersAndAttributes(gl, program, this.triangle);
    twgl.setUniforms(program, uniforms);
  }

  private heat(index: number, side: Side): WebGLTexture {
    const { gl } = this;
    const kept = this.heats[index]!;
    const { map, grid } = side.kind === 'heat' ? side : EMPTY_SIDE;
    if (kept.map === map) return kept.texture;
    kept.map = map;
    gl.bindTexture(gl.TEXTURE_2D, kept.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, grid, grid, 0, gl.RED, gl.FLOAT, map);
    twgl.setTextureParameters(gl, kept.texture, { minMag: gl.NEAREST, wrap: gl.CLAMP_TO_EDGE });
    return kept.texture;
  }
}

function padded<T extends Float32Array | Uint32Array>(
  type: new (length: number) => T,
  values: readonly number[],
): T {
  const result = new type(MOST_CLASSES);
  result.set(values.slice(0, MOST_CLASSES));
  return result;
}
