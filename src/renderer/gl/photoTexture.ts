import type { Picture } from '../editor/Picture.ts';
import type { Tiling } from './TiledTextures.ts';
import { tilesUnder } from './TiledTextures.ts';

/** A texture with a layer for each tile. */
export function arrayTexture(
  gl: WebGL2RenderingContext,
  format: number,
  { tileWidth, tileHeight, columns, rows }: Tiling,
  levels = 1,
): WebGLTexture {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, levels, format, tileWidth, tileHeight, columns * rows);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  return texture;
}

/** A photograph as a texture, with the smaller copies that show it from afar. */
export async function photoTexture(
  gl: WebGL2RenderingContext,
  { photo, width, height }: Picture,
  tiling: Tiling,
): Promise<WebGLTexture> {
  const parts = [...tilesUnder(tiling, { x: 0, y: 0, width, height })];
  const bitmaps =
    parts.length === 1
      ? [photo]
      : await Promise.all(
          parts.map((part) => createImageBitmap(photo, part.x, part.y, part.width, part.height)),
        );
  const levels = Math.floor(Math.log2(Math.max(tiling.tileWidth, tiling.tileHeight))) + 1;
  const texture = arrayTexture(gl, gl.RGBA8, tiling, levels);
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
