import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors/AppError.ts';

/** Longer than this nobody else waits, in milliseconds: an answer to a page takes several turns of the event loop. */
const SLICE_MS = 4;

/** Parts long work into slices, between which the process answers others, and where it can be cancelled. */
export class TimeSlices {
  private readonly signal: AbortSignal | undefined;
  private started = performance.now();

  constructor(signal?: AbortSignal) {
    this.signal = signal;
  }

  /**
   * To be awaited between steps that are short; lets others go on where the slice is used up.
   *
   * @throws AppError `cancelled`
   */
  async pause(): Promise<void> {
    if (performance.now() - this.started >= SLICE_MS) {
      await setImmediate();
      this.started = performance.now();
    }
    if (this.signal?.aborted) throw new AppError('cancelled', 'Cancelled.');
  }
}
