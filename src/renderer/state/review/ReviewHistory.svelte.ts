import type { Notices } from '../Notices.svelte.ts';

/** Something that was done in review, whatever images it was done to, and how it is taken back as one. */
export interface ReviewDeed {
  words: string;
  /** @throws RouteError */
  undo: () => Promise<unknown>;
  redo: () => Promise<unknown>;
}

/** Undo and redo of review: what was done last comes first, on however many images. */
export class ReviewHistory {
  private past = $state.raw<readonly ReviewDeed[]>([]);
  private future = $state.raw<readonly ReviewDeed[]>([]);
  private readonly notices: Notices;
  private underWay: Promise<unknown> = Promise.resolve();

  constructor(notices: Notices) {
    this.notices = notices;
  }

  get last(): ReviewDeed | undefined {
    return this.past.at(-1);
  }
  get next(): ReviewDeed | undefined {
    return this.future.at(-1);
  }

  done(deed: ReviewDeed): void {
    this.past = [...this.past, deed];
    this.future = [];
  }

  undo(): Promise<void> {
    return this.oneByOne(async () => {
      const { last } = this;
      if (!last) return;
      await last.undo();
      this.past = this.past.slice(0, -1);
      this.future = [...this.future, last];
    });
  }

  redo(): Promise<void> {
    return this.oneByOne(async () => {
      const { next } = this;
      if (!next) return;
      await next.redo();
      this.future = this.future.slice(0, -1);
      this.past = [...this.past, next];
    });
  }

  private oneByOne(work: () => Promise<void>): Promise<void> {
    const turn = this.underWay.then(async () => {
      await this.notices.attempt(work);
    });
    this.underWay = turn.catch(() => undefined);
    return turn;
  }
}
