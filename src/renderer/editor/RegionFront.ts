import type { Rectangle } from '../../shared/labels/Layer.ts';
import { edgeStrength } from './edgeStrength.ts';
import type { Region } from './findRegion.ts';
import type { LabPhoto } from './LabPhoto.ts';
import { pixelSide } from './LabPhoto.ts';
import type { MayPaint } from './paintBrush.ts';

/** Edges this strong stop a region; chosen on photographs with true masks (docs/design.md). */
export const STOPPING_STRENGTH = 6;

/** Where the photograph changes so many times as much behind the rim, the edge is there, and the rim moves away from it. */
const FOOT = 1.5;

/** The pixels that one step takes, by index, and the rectangle around them. */
export interface Step extends Rectangle {
  pixels: readonly number[];
}

/**
 * The rim of a region that moves outwards, or inwards, a pixel with each step. It climbs onto a strong edge of the photograph, and
 * stops on its crest: a pixel is not taken where
 * the one before it is strong and it is weaker than that.
 */
export class RegionFront {
  private readonly size: { width: number; height: number };
  private readonly photo: LabPhoto;
  private readonly mayTake: MayPaint;
  private readonly stopping: number;
  /** 1 for what belongs to the side that moves forward. */
  private readonly taken: Uint8Array;
  private readonly steps: Step[] = [];
  private readonly first: readonly number[];

  /**
   * @param size of the image, in pixels
   * @param outwards whether the region grows, else what is around it does
   * @param mayTake which pixels may be taken
   */
  constructor(
    size: { width: number; height: number },
    photo: LabPhoto,
    region: Region,
    {
      outwards,
      mayTake = () => true,
      stopping = STOPPING_STRENGTH,
    }: { outwards: boolean; mayTake?: MayPaint | undefined; stopping?: number },
  ) {
    this.size = size;
    this.photo = photo;
    this.mayTake = mayTake;
    this.stopping = stopping;
    this.taken = new Uint8Array(size.width * size.height).fill(outwards ? 0 : 1);
    for (const index of region.pixels) this.taken[index] = outwards ? 1 : 0;
    const rim = new Set<number>();
    for (const index of region.pixels)
      this.forEachNeighbour(index, false, (next) => {
        if (this.taken[next] !== this.taken[index]) rim.add(outwards ? index : next);
      });
    this.first = [...rim];
  }

  /** How many steps it has gone. */
  get length(): number {
    return this.steps.length;
  }

  /** Goes a step further; undefined where nothing is left to take. */
  forward(): Step | undefined {
    const front = this.steps.at(-1)?.pixels ?? this.first;
    // Four and eight neighbours in turn make a circle an octagon, not a square.
    const corners = this.steps.length % 2 === 1;
    const pixels: number[] = [];
    for (const from of front)
      this.forEachNeighbour(from, corners, (index, x, y) => {
        if (this.taken[index] === 1 || !this.mayTake(x, y) || this.isBehindEdge(from, x, y)) return;
        this.taken[index] = 1;
        pixels.push(index);
      });
    if (pixels.length === 0) return undefined;
    const step = { ...this.boundsOf(pixels), pixels };
    this.steps.push(step);
    return step;
  }

  /** Goes back a step; undefined where it has gone none. */
  back(): Step | undefined {
    const step = this.steps.pop();
    for (const index of step?.pixels ?? []) this.taken[index] = 0;
    return step;
  }

  private isBehindEdge(from: number, x: number, y: number): boolean {
    const { width } = this.size;
    const side = pixelSide(this.photo);
    const fromX = from % width;
    const fromY = Math.floor(from / width);
    const before = edgeStrength(this.photo, fromX, fromY, side);
    if (before < this.stopping || edgeStrength(this.photo, x, y, side) >= before) return false;
    const behind = edgeStrength(this.photo, 2 * fromX - x, 2 * fromY - y, side);
    return behind < FOOT * before;
  }

  private forEachNeighbour(
    index: number,
    corners: boolean,
    visit: (index: number, x: number, y: number) => void,
  ): void {
    const { width, height } = this.size;
    const x = index % width;
    const y = (index - x) / width;
    for (let dy = -1; dy <= 1; dy++) {
      if (y + dy < 0 || y + dy >= height) continue;
      for (let dx = -1; dx <= 1; dx++) {
        const isNeighbour = corners ? dx !== 0 || dy !== 0 : (dx === 0) !== (dy === 0);
        if (isNeighbour && x + dx >= 0 && x + dx < width) visit(index + dy * width + dx, x + dx, y + dy);
      }
    }
  }

  private boundsOf(pixels: readonly number[]): Rectangle {
    const { width } = this.size;
    let [left, right, top, bottom] = [Infinity, -1, Infinity, -1];
    for (const index of pixels) {
      const x = index % width;
      const y = (index - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
  }
}
