/** How far from a part its click may lie, in cells: corrections are rounded to cells. */
const NEAR = 1;

/**
 * The parts (8-connected) of what differs that lie under clicks or beside them, and the cells around those parts: a boundary between two
 * cells lies somewhere in between.
 *
 * @param differs `uint8[height, width]`, 1 where something would change
 * @param clicks cells
 * @returns `uint8[height, width]`, 1 in those parts and around them
 */
export function clickedParts(
  differs: Uint8Array,
  { width, height }: { width: number; height: number },
  clicks: readonly { x: number; y: number }[],
): Uint8Array {
  const found = new Uint8Array(differs.length);
  const stack: number[] = [];
  const take = (index: number): void => {
    if (differs[index] !== 1 || found[index] === 1) return;
    found[index] = 1;
    stack.push(index);
  };
  for (const { x, y } of clicks) around(x, y, NEAR, take);
  for (let index = stack.pop(); index !== undefined; index = stack.pop())
    around(index % width, Math.floor(index / width), 1, take);
  const grown = found.slice();
  for (let y = 0, index = 0; y < height; y++)
    for (let x = 0; x < width; x++, index++) {
      if (found[index] !== 1) continue;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) grown[ny * width + nx] = 1;
    }
  return grown;

  function around(x: number, y: number, reach: number, visit: (index: number) => void): void {
    for (let ny = Math.max(0, y - reach); ny <= Math.min(height - 1, y + reach); ny++)
      for (let nx = Math.max(0, x - reach); nx <= Math.min(width - 1, x + reach); nx++)
        visit(ny * width + nx);
  }
}
