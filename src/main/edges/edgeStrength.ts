import type { Guide } from './Guide.ts';

/**
 * How strong the edges of a photograph are: the length of Sobel's gradient, of the three channels the greatest, at the guide's size.
 * Neighbours beyond the border are those at it.
 *
 * @returns `uint8[height, width]`: an eighth of the gradient's length, 255 at most
 */
export function edgeStrength({ width, height, rgb }: Pick<Guide, 'width' | 'height' | 'rgb'>): Uint8Array {
  const result = new Uint8Array(width * height);
  const value = (x: number, y: number, c: number): number => {
    const column = Math.min(width - 1, Math.max(0, x));
    const row = Math.min(height - 1, Math.max(0, y));
    return rgb[(row * width + column) * 3 + c]!;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let most = 0;
      for (let c = 0; c < 3; c++) {
        const sides = [-1, 0, 1].map((d) => {
          const weight = d === 0 ? 2 : 1;
          const across = value(x + 1, y + d, c) - value(x - 1, y + d, c);
          const down = value(x + d, y + 1, c) - value(x + d, y - 1, c);
          return [weight * across, weight * down] as const;
        });
        const gx = sides.reduce((sum, [across]) => sum + across, 0);
        const gy = sides.reduce((sum, [, down]) => sum + down, 0);
        most = Math.max(most, Math.hypot(gx, gy));
      }
      result[y * width + x] = Math.min(255, Math.round(most / 8));
    }
  }
  return result;
}
