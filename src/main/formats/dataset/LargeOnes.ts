/** From here on a photograph with its masks takes hundreds of megabytes while it is written. */
const LARGE_PIXELS = 20e6;

/** Lets work on large images happen one at a time, whoever asks for it; that on others goes on beside it. */
export class LargeOnes {
  private last: Promise<unknown> = Promise.resolve();

  /** @param pixels that the work is about; undefined where nobody knows */
  run<T>(pixels: number | undefined, work: () => Promise<T>): Promise<T> {
    if (pixels !== undefined && pixels < LARGE_PIXELS) return work();
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}
