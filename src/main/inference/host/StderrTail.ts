/** Enough for a native stack trace. */
const KEPT_CHARACTERS = 4096;
/** What a process wrote last may arrive after the news of its end; longer than this nobody waits for it. */
const LONGEST_WAIT_MS = 200;

/** The end of what a process writes to its error stream. */
export class StderrTail {
  private kept = '';
  private readonly ended: Promise<void>;

  /** @param stream null where the process has none */
  constructor(stream: NodeJS.ReadableStream | null) {
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      this.kept = (this.kept + text).slice(-KEPT_CHARACTERS);
    });
    this.ended = new Promise((resolve) => {
      if (!stream) return resolve();
      for (const event of ['end', 'close', 'error']) stream.once(event, () => resolve());
    });
  }

  get text(): string {
    return this.kept;
  }

  /** The text once all of it has arrived, which is soon after the process has ended. */
  async whole(): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_WAIT_MS);
    });
    await Promise.race([this.ended, patience]);
    clearTimeout(timer);
    return this.kept;
  }
}
