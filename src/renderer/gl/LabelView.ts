import * as twgl from 'twgl.js';
import type { Picture } from '../editor/Picture.ts';
import type { Side } from '../editor/Side.ts';
import type { View } from '../editor/View.ts';
import { fragmentShader, MOST_CLASSES, SIDE_KINDS, vertexShader } from './shaders.ts';
import type { Rectangle } from '../../shared/labels/Layer.ts';
import type { Tiling } from './TiledTextures.ts';
import { tilesUnder, tilingOf } from './TiledTextures.ts';

/** What changes from frame to frame; drawing with another frame touches uniforms and two tiny textures only. */
export interface Frame {
  view: View;
  /** By score map, in its order. */
  thresholds: readonly number[];
  voidHalfWidth: number;
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
}

const EMPTY_SIDE = { map: new Float32Array(1), grid: 1 };

/** The browser has no WebGL 2. */
export class NoWebGl extends Error {}

/** Draws a photograph with its label map on a canvas. A threshold that moves costs one uniform and one draw. */
export class LabelView {
  private readonly gl: WebGL2RenderingContext;
  private readonly largest: number;
  private readonly program: twgl.ProgramInfo;
  private readonly triangle: twgl.BufferInfo;
  private textures: Partial<Record<'photo' | 'scores' | 'human' | 'hand', WebGLTexture>> = {};
  private anyPainted = false;
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
    this.largest = largest ?? (gl.getParameter(gl.MAX_TEXTURE_SIZE) as number);
    this.program = twgl.createProgramInfo(gl, [vertexShader, fragmentShader]);
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
    const photo = await this.photoTexture(picture, tiling);
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
    this.textures.human = this.arrayTexture(gl.R8UI, tiling);
    this.upload(this.textures.human, picture.decided, all);
    this.textures.hand = this.textures.human;
    this.anyPainted = picture.hand !== null;
    if (picture.hand && picture.hand !== picture.decided) {
      this.textures.hand = this.arrayTexture(gl.R8UI, tiling);
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

  draw(frame: Frame): void {
    const { gl, scores, size, tiling } = this;
    if (!this.textures.photo) return;
    const { canvas } = gl;
    const classes = Math.min(scores?.labels.length ?? 0, MOST_CLASSES);
    const heats = [frame.left, frame.right].map((side, index) => this.heat(index, side));
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.useProgram(this.program.program);
    twgl.setBuffersAndAttributes(gl, this.program, this.triangle);
    twgl.setUniforms(this.program, {
      ...this.textures,
      ...{ leftHeat: heats[0], rightHeat: heats[1], divider: frame.divider },
      ...{ leftKind: SIDE_KINDS[frame.left.kind], rightKind: SIDE_KINDS[frame.right.kind] },
      ...{ tileSize: [tiling.tileWidth, tiling.tileHeight], tilesPerRow: tiling.columns },
      ...{ classes, grid: scores?.grid ?? 1, palette: frame.palette, contours: frame.contours },
      ...{ anyPainted: this.anyPainted, hatching: frame.hatching, density: frame.density },
      originColours: frame.originColours,
      thresholds: padded(Float32Array, frame.thresholds),
      labels: padded(Uint32Array, scores?.labels ?? []),
      ...{ voidHalfWidth: frame.voidHalfWidth, opacity: frame.opacity, surround: [...frame.surround] },
      ...{ imageSize: [size.width, size.height], canvasSize: [canvas.width, canvas.height] },
      ...{ origin: [frame.view.x, frame.view.y], scale: frame.view.scale },
    });
    twgl.drawBufferInfo(gl, this.triangle);
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

  private arrayTexture(
    format: number,
    { tileWidth, tileHeight, columns, rows }: Tiling,
    levels = 1,
  ): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, levels, format, tileWidth, tileHeight, columns * rows);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    return texture;
  }

  private async photoTexture({ photo, width, height }: Picture, tiling: Tiling): Promise<WebGLTexture> {
    const { gl } = this;
    const parts = [...tilesUnder(tiling, { x: 0, y: 0, width, height })];
    const bitmaps =
      parts.length === 1
        ? [photo]
        : await Promise.all(
            parts.map((part) => createImageBitmap(photo, part.x, part.y, part.width, part.height)),
          );
    const levels = Math.floor(Math.log2(Math.max(tiling.tileWidth, tiling.tileHeight))) + 1;
    const texture = this.arrayTexture(gl.RGBA8, tiling, levels);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    parts.forEach(({ layer, width: w, height: h }, index) => {
      const bitmap = bitmaps[index]!;
      const { TEXTURE_2D_ARRAY: target, RGBA, UNSIGNED_BYTE } = gl;
      gl.texSubImage3D(target, 0, 0, 0, layer, w, h, 1, RGBA, UNSIGNED_BYTE, bitmap);
      if (bitmap !== photo) bitmap.close();
    });
    gl.generateMipmap(gl.TEXTURE_2D_ARRAY);
    return texture;
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
