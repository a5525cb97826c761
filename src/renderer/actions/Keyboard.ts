import type { Desk } from '../state/Desk.svelte.ts';
import type { Action } from './actions.ts';
import { keyOf } from './actions.ts';
import { reviewActionsOf, statsActionsOf } from './reviewActions.ts';
import type { KeyPress } from './keys.ts';
import { isModifier, keyName } from './keys.ts';

/** Actions that a key held down must not do over and over. */
const ONCE = new Set([
  ...['accept', 'reject', 'accept-chosen', 'reject-chosen', 'reopen-chosen', 'select-this'],
  ...['review', 'review-accept', 'review-reject', 'review-open', 'review-desk', 'review-choose'],
]);

/** Keys of the desk: each means one action, and Space moves the image while it is held. */
export class Keyboard {
  private readonly desk: Desk;
  private readonly actions: readonly Action[];
  private readonly reviewActions: readonly Action[];
  private readonly statsActions: readonly Action[];

  constructor(desk: Desk, actions: readonly Action[]) {
    this.desk = desk;
    this.actions = actions;
    this.reviewActions = reviewActionsOf(desk);
    this.statsActions = statsActionsOf(desk);
  }

  /** @returns whether the key was for the desk, so that nothing else should happen */
  down(event: KeyPress & { repeat?: boolean }): boolean {
    const { dialogs, painting, review, app } = this.desk;
    if (isModifier(event) || dialogs.open !== 'none' || app.notices.elsewhere) return false;
    if (event.key === ' ' && !review.isOpen) {
      painting.spaceHeld = true;
      return true;
    }
    const name = keyName(event);
    const { keys } = app.preferences.settings;
    const ofRoom = review.stats.isOpen ? this.statsActions : this.reviewActions;
    const actions = review.isOpen ? ofRoom : this.actions;
    const found = actions.find((action) => keyOf(action, keys) === name && (action.applies?.() ?? true));
    if (!found || (event.repeat && ONCE.has(found.id))) return false;
    found.run();
    return true;
  }

  up({ key }: Pick<KeyPress, 'key'>): void {
    if (key === ' ') this.desk.painting.spaceHeld = false;
  }

  /** Whoever leaves the page lets go of its keys unseen. */
  letGo(): void {
    this.desk.painting.spaceHeld = false;
  }
}
