import * as twgl from 'twgl.js';
import { VOC_PALETTE } from '../../shared/labels/vocPalette.ts';
import type { View } from '../editor/View.ts';
import { fragmentShader, MOST_CLASSES, vertexShader } from './shaders.ts';

/** What changes from frame to frame: uniforms only, no texture is touched. */
export interface Frame {
  view: View;
  /** By score map, in [0, 1]. */
  thresholds: readonly number[];
  voidHalfWidth: number;
  /** Of the overlay, in [0, 1]. */
  opacity: number;
  /** Colour around the image, each channel in [0, 1]. */
  surround: readonly [number, number, number];
}

/** What an image brings: its photograph and its score maps, or the label map it was accepted with. */
export interface Picture {
  photo: ImageBitmap;
  width: number;
  height: number;
  scores: { grid: number; labels: readonly number[]; values: Float32Array } | null;
  /** `uint8[height, width]` */
  frozen: Uint8Array | null;
}

const PALETTE = Float32Array.from(VOC_PALETTE.flat(), (value) => value / 255);

/** Draws a photograph with its label map on a canvas. A threshold that moves costs one uniform and one draw. */
export class LabelView {
  private readonly gl: WebGL2RenderingContext;
  private readonly program: twgl.ProgramInfo;
  private readonly triangle: twgl.BufferInfo;
  private textures: Partial<Record<'photo' | 'scores' | 'frozen', WebGLTexture>> = {};
  private picture: Picture | undefined;

  /** @throws Error where the browser has no WebGL2 */
  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', { antialias: false, preserveDrawingBuffer: true });
    if (!gl) throw new Error('This browser has no WebGL2.');
    this.gl = gl;
    this.program = twgl.createProgramInfo(gl, [vertexShader, fragmentShader]);
    this.triangle = twgl.createBufferInfoFromArrays(gl, {
      position: { numComponents: 2, data: [-1, -1, 3, -1, -1, 3] },
    });
  }

  show(picture: Picture): void {
    const { gl } = this;
    for (const texture of Object.values(this.textures)) gl.deleteTexture(texture);
    const { photo, width, height, scores, frozen } = picture;
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    this.textures = {
      photo: twgl.createTexture(gl, {
        src: photo,
        min: gl.LINEAR_MIPMAP_LINEAR,
        mag: gl.LINEAR,
        wrap: gl.CLAMP_TO_EDGE,
      }),
      scores: twgl.createTexture(gl, {
        ...{ target: gl.TEXTURE_2D_ARRAY, internalFormat: gl.R32F, format: gl.RED, type: gl.FLOAT },
        ...{
          width: scores?.grid ?? 1,
          height: scores?.grid ?? 1,
          depth: Math.max(1, scores?.labels.length ?? 1),
        },
        ...{ src: scores?.labels.length ? scores.values : new Float32Array((scores?.grid ?? 1) ** 2) },
        ...{ minMag: gl.NEAREST, auto: false },
      }),
      frozen: twgl.createTexture(gl, {
        ...{ internalFormat: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE },
        ...{ width: frozen ? width : 1, height: frozen ? height : 1, src: frozen ?? Uint8Array.of(0) },
        ...{ minMag: gl.NEAREST, auto: false },
      }),
    };
    this.picture = picture;
  }

  draw(frame: Frame): void {
    const { gl, picture } = this;
    if (!picture) return;
    const { canvas } = gl;
    const { scores } = picture;
    const classes = Math.min(scores?.labels.length ?? 0, MOST_CLASSES);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.useProgram(this.program.program);
    twgl.setBuffersAndAttributes(gl, this.program, this.triangle);
    twgl.setUniforms(this.program, {
      ...this.textures,
      ...{ isFrozen: picture.frozen !== null, classes, grid: scores?.grid ?? 1, palette: PALETTE },
      thresholds: padded(Float32Array, frame.thresholds),
      labels: padded(Uint32Array, scores?.labels ?? []),
      ...{ voidHalfWidth: frame.voidHalfWidth, opacity: frame.opacity, surround: [...frame.surround] },
      ...{ imageSize: [picture.width, picture.height], canvasSize: [canvas.width, canvas.height] },
      ...{ origin: [frame.view.x, frame.view.y], scale: frame.view.scale },
    });
    twgl.drawBufferInfo(gl, this.triangle);
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
