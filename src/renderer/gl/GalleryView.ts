import * as twgl from 'twgl.js';
import { TILE_EDGE } from '../../shared/review/tileEdge.ts';
import { UNTOUCHED } from '../../shared/labels/labelCodes.ts';
import { galleryShader, galleryVertexShader, TILE_CLASSES } from './galleryShaders.ts';
import { NoWebGl } from './LabelView.ts';

/** Tiles that an atlas holds; no more are drawn at a time. */
export const SLOTS = 256;
/** Edge of the largest patch grid that is kept whole; of larger ones every second patch, or third, is. */
const SCORE_EDGE = 64;
/** Floats of a tile: place 4, sizes 4, facts 4, labels 8, thresholds 8. */
const FLOATS = 28;

/** What a tile shows, as it goes into the atlas. */
export interface TileContent {
  width: number;
  height: number;
  /** `uint8[height, width]` */
  labels: Uint8Array;
  decided: Uint8Array | null;
  scores: { grid: number; labels: readonly number[]; values: Uint8Array } | null;
}

/** A tile in a frame. */
export interface PlacedTile {
  key: number;
  /** In canvas pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** In the order of its score maps, where its labels follow from them now; undefined where those that were sent are shown. */
  thresholds: readonly number[] | undefined;
}

/** What a frame shows of all tiles. */
export interface GalleryFrame {
  /** Whether its tiles are drawn beside those of the frame before. */
  isMore: boolean;
  tiles: readonly PlacedTile[];
  /** `[256, 4]` in [0, 1]. */
  palette: Float32Array;
  opacity: number;
  voidHalfWidth: number;
}

interface Slot {
  index: number;
  content: TileContent;
  /** Of score maps as they are kept. */
  grid: number;
  /** Of its photograph in the atlas; undefined where it is not there yet. */
  photo: Size | undefined;
}

interface Size {
  width: number;
  height: number;
}

/** Draws many small photographs with their labels in one go, from one atlas: a threshold that moves costs the numbers of each tile. */
export class GalleryView {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: twgl.ProgramInfo;
  private readonly textures: Record<'photos' | 'shown' | 'decided' | 'scores' | 'palette', WebGLTexture>;
  private readonly numbers = new Float32Array(SLOTS * FLOATS);
  private readonly buffer: WebGLBuffer;
  private readonly array: WebGLVertexArrayObject;
  /** By key; the one that was drawn longest ago first. */
  private readonly slots = new Map<number, Slot>();
  private palette: Float32Array | undefined;

  /** @throws NoWebGl where the browser has no WebGL 2 */
  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, alpha: true, preserveDrawingBuffer: true });
    if (!gl) throw new NoWebGl();
    this.gl = gl;
    this.program = twgl.createProgramInfo(gl, [galleryVertexShader, galleryShader]);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    this.textures = {
      photos: this.layers(gl.RGBA8, TILE_EDGE, SLOTS, gl.LINEAR),
      shown: this.layers(gl.R8UI, TILE_EDGE, SLOTS, gl.NEAREST),
      decided: this.layers(gl.R8UI, TILE_EDGE, SLOTS, gl.NEAREST),
      scores: this.layers(gl.RGBA8, SCORE_EDGE, (SLOTS * TILE_CLASSES) / 4, gl.NEAREST),
      palette: gl.createTexture(),
    };
    this.buffer = gl.createBuffer();
    this.array = gl.createVertexArray();
    this.describe();
  }

  has(key: number): boolean {
    return this.slots.has(key);
  }

  /** Whether the photograph of a tile is in the atlas too. */
  hasPhoto(key: number): boolean {
    return this.slots.get(key)?.photo !== undefined;
  }

  /** Takes a tile into the atlas, in place of what it was or of the one that was not drawn for longest. */
  put(key: number, content: TileContent): void {
    const known = this.slots.get(key);
    const index = known?.index ?? this.freeSlot();
    const { gl } = this;
    const { width, height, labels, decided, scores } = content;
    const upload = (texture: WebGLTexture, values: Uint8Array): void => {
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
      gl.texSubImage3D(
        ...([gl.TEXTURE_2D_ARRAY, 0, 0, 0, index, width, height, 1] as const),
        ...([gl.RED_INTEGER, gl.UNSIGNED_BYTE, values] as const),
      );
    };
    upload(this.textures.shown, labels);
    upload(this.textures.decided, decided ?? new Uint8Array(width * height).fill(UNTOUCHED));
    const grid = scores ? this.putScores(index, scores) : 1;
    this.slots.delete(key);
    this.slots.set(key, { index, content, grid, photo: known?.photo });
  }

  /** Takes the photograph of a tile that is in the atlas. @param photo at most TILE_EDGE pixels along either side */
  putPhoto(key: number, photo: ImageBitmap): void {
    const slot = this.slots.get(key);
    if (!slot) return;
    const { gl } = this;
    const { width, height } = photo;
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.textures.photos);
    gl.texSubImage3D(
      ...([gl.TEXTURE_2D_ARRAY, 0, 0, 0, slot.index, width, height, 1] as const),
      ...([gl.RGBA, gl.UNSIGNED_BYTE, photo] as const),
    );
    slot.photo = { width, height };
  }

  draw({ isMore, tiles, palette, opacity, voidHalfWidth }: GalleryFrame): void {
    const { gl, numbers } = this;
    const { canvas } = gl;
    let count = 0;
    for (const tile of tiles) {
      const slot = this.slots.get(tile.key);
      if (!slot?.photo || count === SLOTS) continue;
      // Behind all others: the first one goes first.
      this.slots.delete(tile.key);
      this.slots.set(tile.key, slot);
      this.write(numbers, count++ * FLOATS, tile, { ...slot, photo: slot.photo });
    }
    if (palette !== this.palette) this.takePalette(palette);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0, 0, 0, 0);
    if (!isMore) gl.clear(gl.COLOR_BUFFER_BIT);
    if (count === 0) return;
    gl.useProgram(this.program.program);
    gl.bindVertexArray(this.array);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    gl.bufferData(gl.ARRAY_BUFFER, numbers.subarray(0, count * FLOATS), gl.STREAM_DRAW);
    twgl.setUniforms(this.program, {
      ...this.textures,
      canvasSize: [canvas.width, canvas.height],
      ...{ opacity, voidHalfWidth, edge: TILE_EDGE },
    });
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, count);
    gl.bindVertexArray(null);
  }

  /** Gives everything back to the driver. */
  close(): void {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  private write(into: Float32Array, at: number, tile: PlacedTile, slot: Slot & { photo: Size }): void {
    const { content, index, grid, photo } = slot;
    const { scores } = content;
    const thresholds = scores ? tile.thresholds : undefined;
    into.set([tile.x, tile.y, tile.width, tile.height], at);
    into.set([content.width, content.height, photo.width, photo.height], at + 4);
    const classes = Math.min(TILE_CLASSES, scores?.labels.length ?? 0);
    into.set([index, grid, classes, thresholds ? 1 : 0], at + 8);
    for (let c = 0; c < TILE_CLASSES; c++) {
      into[at + 12 + c] = scores?.labels[c] ?? 0;
      into[at + 20 + c] = thresholds?.[c] ?? 2;
    }
  }

  private putScores(
    slot: number,
    { grid, labels, values }: { grid: number; labels: readonly number[]; values: Uint8Array },
  ): number {
    const { gl } = this;
    const step = Math.ceil(grid / SCORE_EDGE);
    const edge = Math.floor(grid / step);
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, this.textures.scores);
    for (let part = 0; part * 4 < Math.min(TILE_CLASSES, labels.length); part++) {
      const packed = new Uint8Array(edge * edge * 4);
      for (let c = 0; c < 4 && part * 4 + c < labels.length; c++)
        for (let y = 0, i = 0; y < edge; y++)
          for (let x = 0; x < edge; x++, i++)
            packed[4 * i + c] = values[(part * 4 + c) * grid * grid + y * step * grid + x * step]!;
      gl.texSubImage3D(
        ...([gl.TEXTURE_2D_ARRAY, 0, 0, 0, (slot * TILE_CLASSES) / 4 + part, edge, edge, 1] as const),
        ...([gl.RGBA, gl.UNSIGNED_BYTE, packed] as const),
      );
    }
    return edge;
  }

  private takePalette(palette: Float32Array): void {
    const { gl } = this;
    gl.bindTexture(gl.TEXTURE_2D, this.textures.palette);
    const bytes = Uint8Array.from(palette, (value) => Math.round(255 * value));
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, 256, 1, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    this.palette = palette;
  }

  private layers(format: number, edge: number, depth: number, filter: number): WebGLTexture {
    const { gl } = this;
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, format, edge, edge, depth);
    for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, side, filter);
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
      gl.texParameteri(gl.TEXTURE_2D_ARRAY, side, gl.CLAMP_TO_EDGE);
    return texture;
  }

  /** Says what the numbers of a tile are. */
  private describe(): void {
    const { gl } = this;
    gl.bindVertexArray(this.array);
    const corners = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    const corner = gl.getAttribLocation(this.program.program, 'corner');
    gl.enableVertexAttribArray(corner);
    gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.buffer);
    let at = 0;
    for (const [name, count] of [
      ...([
        ['place', 4],
        ['sizes', 4],
        ['facts', 4],
      ] as const),
      ...([
        ['labelsA', 4],
        ['labelsB', 4],
        ['thresholdsA', 4],
        ['thresholdsB', 4],
      ] as const),
    ]) {
      const location = gl.getAttribLocation(this.program.program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, count, gl.FLOAT, false, 4 * FLOATS, 4 * at);
      gl.vertexAttribDivisor(location, 1);
      at += count;
    }
    gl.bindVertexArray(null);
  }

  private freeSlot(): number {
    if (this.slots.size < SLOTS) return this.slots.size;
    const [key, { index }] = this.slots.entries().next().value!;
    this.slots.delete(key);
    return index;
  }
}
