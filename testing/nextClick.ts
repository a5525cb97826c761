/** A click in pixels of the image, the centre of its first pixel at 0.5. */
export interface NextClick {
  x: number;
  y: number;
  positive: boolean;
}

/**
 * Where somebody who knows the object clicks next: the pixel that lies deepest inside what is still wrong.
 *
 * @param wanted 1 inside the object, 0 outside, anything else where nobody knows; `[height, width]`
 * @param found 1 where the object is taken to be
 */
export function nextClick(wanted: Uint8Array, found: Uint8Array, width: number): NextClick {
  const wrong = wanted.map((value, at) => (value <= 1 && value !== found[at] ? 1 : 0));
  const depth = depthIn(wrong, width);
  let best = 0;
  depth.forEach((value, at) => {
    if (value > depth[best]!) best = at;
  });
  return { x: (best % width) + 0.5, y: Math.floor(best / width) + 0.5, positive: wanted[best] === 1 };
}

/** City-block distance to the nearest pixel that is 0, the image's border included. */
function depthIn(inside: Uint8Array, width: number): Int32Array {
  const depth = Int32Array.from(inside);
  const at = (x: number, index: number): number => (x < 0 || x >= width ? 0 : (depth[index] ?? 0));
  for (let i = 0; i < depth.length; i++) {
    if (depth[i]) depth[i] = 1 + Math.min(at((i % width) - 1, i - 1), at(i % width, i - width));
  }
  for (let i = depth.length - 1; i >= 0; i--) {
    const behind = 1 + Math.min(at((i % width) + 1, i + 1), at(i % width, i + width));
    if (depth[i]) depth[i] = Math.min(depth[i]!, behind);
  }
  return depth;
}
