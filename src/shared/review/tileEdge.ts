/** The longer side of an image as a gallery shows it, in pixels. */
export const TILE_EDGE = 160;
