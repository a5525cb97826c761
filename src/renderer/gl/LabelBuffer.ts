import * as twgl from 'twgl.js';

/**
 * The label of each canvas pixel, `uint8`, in a texture: composed once, and looked at several times by what draws contours.
 * It is one pixel larger each way than the canvas, for the neighbours of its last pixels.
 */
export class LabelBuffer {
  private readonly gl: WebGL2RenderingContext;
  private readonly framebuffer: WebGLFramebuffer;
  private made: { texture: WebGLTexture; width: number; height: number } | undefined;

  constructor(gl: WebGL2RenderingContext) {
    this.gl = gl;
    this.framebuffer = gl.createFramebuffer();
    this.bind({ width: 1, height: 1 }, 1);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  get texture(): WebGLTexture {
    return this.made!.texture;
  }

  /** Lets what is drawn next go into the buffer, for a canvas of this size in its own pixels. */
  bind(canvas: { width: number; height: number }, coarseness: number): void {
    const { gl } = this;
    const width = Math.floor(canvas.width / coarseness) + 1;
    const height = Math.floor(canvas.height / coarseness) + 1;
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.framebuffer);
    if (this.made?.width !== width || this.made.height !== height) this.make(width, height);
    gl.viewport(0, 0, width, height);
  }

  private make(width: number, height: number): void {
    const { gl } = this;
    if (this.made) gl.deleteTexture(this.made.texture);
    const texture = twgl.createTexture(gl, {
      ...{ width, height, internalFormat: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE },
      ...{ minMag: gl.NEAREST, wrap: gl.CLAMP_TO_EDGE, auto: false },
    });
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    this.made = { texture, width, height };
  }
}
