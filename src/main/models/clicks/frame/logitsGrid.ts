import type { ImageFrame } from './ImageFrame.ts';

/** Logits `float32[height, width]`, rows from the top; above 0 is inside. */
export interface LogitsGrid {
  width: number;
  height: number;
  logits: Float32Array;
}

/** What a model is told of the padding beside a photograph: no part of any object. */
const OUTSIDE = -10;

/**
 * Logits over a model's square, cut to the photograph in it: a grid that covers exactly the photograph, sampled
 * bilinearly where the photograph does not end at a border of cells.
 */
export function cropToImage({ width, height, logits }: LogitsGrid, frame: ImageFrame): LogitsGrid {
  const [across, down] = [(width * frame.width) / frame.size, (height * frame.height) / frame.size];
  const cut = { width: Math.ceil(across), height: Math.ceil(down) };
  if (cut.width === width && cut.height === height) return { width, height, logits };
  const cropped = new Float32Array(cut.width * cut.height);
  for (let y = 0; y < cut.height; y++) {
    const sourceY = ((y + 0.5) * down) / cut.height - 0.5;
    for (let x = 0; x < cut.width; x++) {
      const sourceX = ((x + 0.5) * across) / cut.width - 0.5;
      cropped[y * cut.width + x] = sample(logits, width, height, sourceX, sourceY);
    }
  }
  return { ...cut, logits: cropped };
}

/** The reverse: logits that cover the photograph, over the whole square `[edge, edge]`. */
export function padToFrame(grid: LogitsGrid, frame: ImageFrame, edge: number): Float32Array {
  const [across, down] = [(edge * frame.width) / frame.size, (edge * frame.height) / frame.size];
  const padded = new Float32Array(edge * edge).fill(OUTSIDE);
  for (let y = 0; y + 0.5 < down; y++) {
    const sourceY = ((y + 0.5) / down) * grid.height - 0.5;
    for (let x = 0; x + 0.5 < across; x++) {
      const sourceX = ((x + 0.5) / across) * grid.width - 0.5;
      padded[y * edge + x] = sample(grid.logits, grid.width, grid.height, sourceX, sourceY);
    }
  }
  return padded;
}

/** Bilinear, edges clamped. */
function sample(values: Float32Array, width: number, height: number, x: number, y: number): number {
  const [cx, cy] = [Math.min(Math.max(x, 0), width - 1), Math.min(Math.max(y, 0), height - 1)];
  const [x0, y0] = [Math.floor(cx), Math.floor(cy)];
  const [x1, y1] = [Math.min(x0 + 1, width - 1), Math.min(y0 + 1, height - 1)];
  const [right, below] = [cx - x0, cy - y0];
  const above = values[y0 * width + x0]! * (1 - right) + values[y0 * width + x1]! * right;
  const under = values[y1 * width + x0]! * (1 - right) + values[y1 * width + x1]! * right;
  return above * (1 - below) + under * below;
}
