/** How soon one change must follow another to be part of a drag: frames may take long where this matters. */
const DRAG_MS = 500;
/** After how long without a change a drag rests. */
const REST_MS = 200;
/** Canvas pixels along an edge that share a label meanwhile. */
const COARSE = 2;

/**
 * Whether frames are drawn coarsely: while thresholds are dragged and there is no GPU, where finding the labels of all pixels
 * takes longer than a frame may. A single change is drawn finely at once.
 */
export class Haste {
  private thresholds = '';
  private changedAt = -Infinity;

  /**
   * To be asked for each frame that is drawn.
   *
   * @param now in milliseconds
   * @returns canvas pixels that share a label, along an edge
   */
  coarsenessOf(thresholds: readonly number[], now: number): number {
    const key = thresholds.join();
    if (key === this.thresholds) return 1;
    const isDrag = now - this.changedAt < DRAG_MS;
    this.thresholds = key;
    this.changedAt = now;
    return isDrag ? COARSE : 1;
  }

  /** When a drag rests, in milliseconds after its last change. */
  get rest(): number {
    return REST_MS;
  }
}
