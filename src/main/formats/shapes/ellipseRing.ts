/** Corners of a large one; a circle of radius 1000 is at most 0.005 pixels wrong then. */
const MOST_CORNERS = 1024;
const FEWEST_CORNERS = 32;

/**
 * The corners of an ellipse, as many as its outline has pixels.
 *
 * @param radius along its own axes, in pixels
 * @param degrees by which it is turned clockwise, as seen on the screen
 */
export function ellipseRing(
  centre: { x: number; y: number },
  radius: { x: number; y: number },
  degrees = 0,
): number[] {
  const around = Math.ceil(2 * Math.PI * Math.max(radius.x, radius.y));
  const corners = Math.min(MOST_CORNERS, Math.max(FEWEST_CORNERS, Number.isFinite(around) ? around : 0));
  const ring: number[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * i) / corners;
    const corner = turned({ x: radius.x * Math.cos(angle), y: radius.y * Math.sin(angle) }, degrees);
    ring.push(centre.x + corner.x, centre.y + corner.y);
  }
  return ring;
}

/** A place turned clockwise, as seen on the screen, around (0, 0). */
export function turned({ x, y }: { x: number; y: number }, degrees: number): { x: number; y: number } {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return { x: x * cos - y * sin, y: x * sin + y * cos };
}
