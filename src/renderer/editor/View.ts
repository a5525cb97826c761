/** What part of an image a canvas shows. `x`, `y` is the image point in its upper left corner. */
export interface View {
  x: number;
  y: number;
  /** Canvas pixels per image pixel. */
  scale: number;
}

/** A point in image pixels, or on a canvas, as the text says. */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

const SMALLEST_SCALE = 0.02;
const LARGEST_SCALE = 64;
const MARGIN = 16;

/** The whole image in the middle of the canvas, with a margin. */
export function fitView(image: Size, canvas: Size): View {
  const free = { width: canvas.width - 2 * MARGIN, height: canvas.height - 2 * MARGIN };
  const scale = clampScale(Math.min(free.width / image.width, free.height / image.height));
  return centred(image, canvas, scale);
}

/** The middle of the image at a given scale. */
export function centred(image: Size, canvas: Size, scale: number): View {
  return {
    x: (image.width - canvas.width / scale) / 2,
    y: (image.height - canvas.height / scale) / 2,
    scale,
  };
}

/** Zooms so that the image point under a canvas point stays where it is. */
export function zoomAt(view: View, point: Point, factor: number): View {
  const scale = clampScale(view.scale * factor);
  return {
    x: view.x + point.x / view.scale - point.x / scale,
    y: view.y + point.y / view.scale - point.y / scale,
    scale,
  };
}

/** The image point under a canvas point. */
export function imagePoint(view: View, point: Point): Point {
  return { x: view.x + point.x / view.scale, y: view.y + point.y / view.scale };
}

/** Moves the image by canvas pixels. */
export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
}

/**
 * The view that keeps the image point in the middle of a canvas there when the canvas becomes another size.
 *
 * @param zoom by how much its pixels are smaller than before
 */
export function recentred(view: View, before: Size, after: Size, zoom: number): View {
  const scale = clampScale(view.scale * zoom);
  return {
    x: view.x + before.width / 2 / view.scale - after.width / 2 / scale,
    y: view.y + before.height / 2 / view.scale - after.height / 2 / scale,
    scale,
  };
}

function clampScale(scale: number): number {
  return Math.min(LARGEST_SCALE, Math.max(SMALLEST_SCALE, scale));
}
