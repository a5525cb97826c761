import { errorMessage } from '../../shared/errors/errorMessage.ts';
import { messages } from '../messages/messages.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Preferences } from './Preferences.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

const LOOK_EVERY_MS = 50;
const TRY_AGAIN_MS = 700;
/** How long nothing may get less before somebody is asked whether to go on waiting. */
const PATIENCE_MS = 15_000;
/** What is kept sooner needs no word. */
const WORD_AFTER_MS = 250;

interface Parts {
  notices: Notices;
  outbox: Pick<Outbox, 'size'>;
  thresholds: Pick<Thresholds, 'unsaved' | 'save'>;
  preferences: Pick<Preferences, 'save'>;
}

/** Waits, before the window closes or another project is opened, until everything that was done here is kept. */
export class Leaving {
  /** What comes afterwards, while it is waited for. */
  purpose = $state<'close' | 'open'>();
  /** How many changes are waited for. */
  count = $state(0);
  /** Whether it takes long enough to be said. */
  said = $state(false);
  private overdue = $state(false);
  private readonly parts: Parts;
  private pending: { purpose: 'close' | 'open'; go: Promise<boolean> } | undefined;
  /** Counts what was asked for. */
  private turn = 0;
  private choose: (go: boolean) => void = () => undefined;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Changes that are not kept yet. */
  get unsaved(): number {
    const { outbox, thresholds } = this.parts;
    return outbox.size + thresholds.unsaved;
  }

  /** Why they cannot be kept, as far as is known; undefined while they may be. */
  get hindrance(): string | undefined {
    const { notices } = this.parts;
    if (this.purpose === undefined) return undefined;
    if (notices.line !== 'there') return messages.lost;
    return notices.problem ?? notices.fault?.message ?? (this.overdue ? messages.leaving.slow : undefined);
  }

  /**
   * Resolves once everything is kept, or somebody has chosen.
   *
   * @returns whether to go on; false where somebody stays, or would rather do something else
   */
  keep(purpose: 'close' | 'open'): Promise<boolean> {
    if (this.pending?.purpose === purpose) return this.pending.go;
    const turn = ++this.turn;
    const go = this.wait(purpose, () => this.turn === turn);
    this.pending = { purpose, go };
    return go;
  }

  /** @param isLatest whether nothing else was asked for since */
  private async wait(purpose: 'close' | 'open', isLatest: () => boolean): Promise<boolean> {
    const { notices, preferences } = this.parts;
    this.choose(false);
    const chosen = new Promise<boolean>((resolve) => (this.choose = resolve));
    // What is known of before is no reason now; what still hinders is said again.
    notices.problem = undefined;
    notices.fault = undefined;
    this.purpose = purpose;
    const ended = this.watch();
    let waiting = true;
    const kept = this.save(() => waiting).catch((error: unknown) => {
      notices.fault = { message: errorMessage(error), details: errorMessage(error) };
      return chosen;
    });
    const go = await Promise.race([kept, chosen]);
    waiting = false;
    ended();
    if (isLatest()) {
      this.purpose = undefined;
      this.pending = undefined;
    }
    if (go) await notices.attempt(() => preferences.save());
    return go;
  }

  /** Goes on, though not everything is kept. */
  goOn(): void {
    this.choose(true);
  }

  stay(): void {
    this.choose(false);
  }

  /** Counts what is left. @returns how to end it */
  private watch(): () => void {
    let since = Date.now();
    const look = (): void => {
      if (this.unsaved !== this.count) since = Date.now();
      this.count = this.unsaved;
      this.overdue = Date.now() - since > PATIENCE_MS;
    };
    this.overdue = false;
    look();
    const looking = setInterval(look, LOOK_EVERY_MS);
    const saying = setTimeout(() => (this.said = true), WORD_AFTER_MS);
    return () => {
      clearInterval(looking);
      clearTimeout(saying);
      this.said = false;
    };
  }

  /** Saves until nothing is left; a threshold that was refused is tried again. */
  private async save(waiting: () => boolean): Promise<boolean> {
    const { notices, thresholds } = this.parts;
    const pause = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
    while (waiting()) {
      const saved = await notices.attempt(() => thresholds.save());
      if (saved && this.unsaved === 0) return true;
      await pause(saved ? LOOK_EVERY_MS : TRY_AGAIN_MS);
    }
    return false;
  }
}
