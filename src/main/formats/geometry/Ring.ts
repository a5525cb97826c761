/**
 * A closed line, without its first corner repeated at the end: `[x0, y0, x1, y1, ...]` in pixels of the image, whose pixel (column, row)
 * covers [column, column + 1) x [row, row + 1).
 */
export type Ring = readonly number[];
