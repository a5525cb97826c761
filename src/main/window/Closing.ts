/** How long a page may be silent before somebody is asked whether to go on waiting. */
const SILENCE_MS = 5000;

export interface ClosingParts {
  /** Tells the page that its window is to close. */
  ask(): void;
  close(): void;
  /** The page has something to say about it that has to be seen. */
  show(): void;
  /** Somebody would rather stay. */
  stay(): void;
  /** The page does not answer: asks whether to close all the same. */
  insist(): Promise<boolean>;
}

/** Lets the window go once its page has kept what was done on it. */
export class Closing {
  /** Whether a page is there that could answer. */
  pageThere = false;
  private readonly parts: ClosingParts;
  private readonly silence: number;
  private free = false;
  private silent: NodeJS.Timeout | undefined;

  constructor(parts: ClosingParts, silenceMs = SILENCE_MS) {
    this.parts = parts;
    this.silence = silenceMs;
  }

  /** @returns whether the window may close now; else its page is asked */
  request(): boolean {
    if (this.free || !this.pageThere) return true;
    clearTimeout(this.silent);
    this.silent = setTimeout(() => void this.insist(), this.silence);
    this.parts.ask();
    return false;
  }

  /** Takes the page's answer. */
  answer(what: unknown): void {
    clearTimeout(this.silent);
    if (what === 'kept') this.go();
    else if (what === 'waiting') this.parts.show();
    else if (what === 'stay') this.parts.stay();
  }

  /** The page has gone; there is nothing to wait for. */
  lostPage(): void {
    this.pageThere = false;
    clearTimeout(this.silent);
  }

  private async insist(): Promise<void> {
    if (await this.parts.insist()) this.go();
    else this.parts.stay();
  }

  private go(): void {
    this.free = true;
    this.parts.close();
  }
}
