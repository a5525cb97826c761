/** Requests of which only the newest is of interest: a new one cancels the one before. */
export class LatestOnly {
  private current: AbortController | undefined;

  /** Begins a request. @returns the signal that ends it when a newer one comes */
  next(): AbortSignal {
    this.stop();
    this.current = new AbortController();
    return this.current.signal;
  }

  /** Cancels the request that runs, if one does. */
  stop(): void {
    this.current?.abort();
    this.current = undefined;
  }
}
