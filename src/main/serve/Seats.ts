import type { Result } from '../../shared/contract/result.ts';

interface Seat {
  id: string;
  onTaken: () => void;
}

/**
 * One page at a time works on a project: the one that was opened last. The others are told, may look, and can
 * take the seat back; what they had saved is saved.
 */
export class Seats {
  static readonly refusal: Result = {
    ok: false,
    error: { code: 'elsewhere', message: 'This project is open in another tab or window.' },
  };
  private holder: Seat | undefined;

  /** Gives the seat to a page, and tells the one that had it. */
  take(id: string, onTaken: () => void): Seat {
    const before = this.holder;
    const seat = { id, onTaken };
    this.holder = seat;
    if (before && before.id !== id) before.onTaken();
    return seat;
  }

  leave(seat: Seat): void {
    if (this.holder === seat) this.holder = undefined;
  }

  /** Anybody may act while no page has the seat. */
  mayAct(id: string | undefined): boolean {
    return this.holder === undefined || this.holder.id === id;
  }
}
