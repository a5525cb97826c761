import { labColour, linearRgb } from '../../../shared/colours/labColour.ts';

/**
 * Colours in CIELAB.
 *
 * @param rgb `[N, 3]` in 0..255
 * @returns `float32[N, 3]`: lightness 0..100, green to red, blue to yellow
 */
export function labPixels(rgb: Float32Array): Float32Array {
  const lab = new Float32Array(rgb.length);
  for (let i = 0; i < rgb.length; i += 3)
    lab.set(labColour(linearRgb([rgb[i]!, rgb[i + 1]!, rgb[i + 2]!])), i);
  return lab;
}
