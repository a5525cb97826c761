import type { Rectangle } from '../../shared/labels/Layer.ts';

/**
 * The sides between pixels that something parts, as an SVG path in image pixels; sides in a row are one line.
 *
 * @param area where to look; sides on its rim count
 * @param isEdge asked of two pixels that share a side, by index, -1 for what lies beside the image
 */
export function edgePath(
  { width, height }: { width: number; height: number },
  area: Rectangle,
  isEdge: (a: number, b: number) => boolean,
): string {
  const rows: string[] = [];
  const columns: string[] = [];
  const [right, bottom] = [area.x + area.width, area.y + area.height];
  /** Of each column of sides, where the line that is under way has begun; -1 where none is. */
  const since = new Int32Array(area.width + 1).fill(-1);
  for (let y = area.y; y <= bottom; y++) {
    for (let x = area.x; x < right; x++) {
      const from = x;
      while (x < right && isEdge(y > 0 ? (y - 1) * width + x : -1, y < height ? y * width + x : -1)) x++;
      if (x > from) rows.push(`M${from} ${y}h${x - from}`);
    }
    for (let x = area.x; x <= right; x++) {
      const isSide = y < bottom && isEdge(x > 0 ? y * width + x - 1 : -1, x < width ? y * width + x : -1);
      const from = since[x - area.x]!;
      if (isSide === from >= 0) continue;
      if (!isSide) columns.push(`M${x} ${from}v${y - from}`);
      since[x - area.x] = isSide ? y : -1;
    }
  }
  return [...rows, ...columns].join('');
}
