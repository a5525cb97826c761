/**
 * The pixel nearest to one that a condition holds for, itself included; undefined where none is within a distance.
 *
 * @param distance in pixels, as far as the rings of pixels around it go that are looked at
 */
export function nearestPixel(
  { width, height }: { width: number; height: number },
  from: { x: number; y: number },
  distance: number,
  holds: (x: number, y: number) => boolean,
): { x: number; y: number } | undefined {
  let nearest: { x: number; y: number } | undefined;
  let least = Infinity;
  const consider = (x: number, y: number): void => {
    const away = Math.hypot(x - from.x, y - from.y);
    if (away >= least || x < 0 || y < 0 || x >= width || y >= height || !holds(x, y)) return;
    [nearest, least] = [{ x, y }, away];
  };
  // A ring's nearest pixel is as far as its number.
  for (let ring = 0; ring <= Math.min(distance, least); ring++) {
    for (let along = -ring; along <= ring; along++) {
      consider(from.x + along, from.y - ring);
      consider(from.x + along, from.y + ring);
      consider(from.x - ring, from.y + along);
      consider(from.x + ring, from.y + along);
    }
  }
  return nearest;
}
