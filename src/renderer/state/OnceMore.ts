/** Work that is done once more, and not more often, where it is wanted while it is under way: what was wanted then is in it. */
export class OnceMore {
  private readonly work: () => Promise<void>;
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** @param work must not throw */
  constructor(work: () => Promise<void>) {
    this.work = work;
  }

  /** Resolves once the work was done that began after this call. */
  run(): Promise<void> {
    if (!this.running) {
      this.running = this.work().finally(() => (this.running = undefined));
      return this.running;
    }
    this.next ??= this.running.then(() => {
      this.next = undefined;
      return this.run();
    });
    return this.next;
  }
}
