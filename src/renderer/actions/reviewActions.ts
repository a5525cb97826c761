import { messages } from '../messages/messages.ts';
import type { Desk } from '../state/Desk.svelte.ts';
import { verdictsOf } from '../state/review/verdictsOf.ts';
import type { Action } from './actions.ts';

/** Verdicts that have a key. */
const KEYED_VERDICTS = 9;

/** Every action of the review room. */
export function reviewActionsOf(desk: Desk): readonly Action[] {
  const { review, dialogs, preferences } = { ...desk, preferences: desk.app.preferences };
  const { choice, history } = review;
  const step =
    (by: () => number, extend = false) =>
    (): void =>
      choice.step(by(), { extend });
  const row = (): number => review.columns;
  return [
    action(
      'next',
      'ArrowRight',
      step(() => 1),
    ),
    action(
      'previous',
      'ArrowLeft',
      step(() => -1),
    ),
    action('down', 'ArrowDown', step(row)),
    action(
      'up',
      'ArrowUp',
      step(() => -row()),
    ),
    action(
      'page-down',
      'PageDown',
      step(() => row() * review.rows),
    ),
    action(
      'page-up',
      'PageUp',
      step(() => -row() * review.rows),
    ),
    action(
      'first',
      'Home',
      step(() => -Infinity),
    ),
    action(
      'last',
      'End',
      step(() => Infinity),
    ),
    action(
      'extend-next',
      'Shift+ArrowRight',
      step(() => 1, true),
    ),
    action(
      'extend-previous',
      'Shift+ArrowLeft',
      step(() => -1, true),
    ),
    action('extend-down', 'Shift+ArrowDown', step(row, true)),
    action(
      'extend-up',
      'Shift+ArrowUp',
      step(() => -row(), true),
    ),
    action('choose', 'C', () => choice.focused && choice.toggle(choice.focused.id)),
    action('choose-all', 'Ctrl+A', () => choice.all()),
    action('accept', 'Enter', () => void review.decide('accept')),
    action('reject', 'Backspace', () => void review.decide('reject')),
    action('reopen', 'Ctrl+Backspace', () => void review.decide('reopen')),
    action('flag', 'F', () => choice.focused && dialogs.show('flag')),
    ...Array.from({ length: KEYED_VERDICTS }, (_, i) =>
      action(`verdict-${i + 1}`, String(i + 1), () => {
        const verdict = verdictsOf(review.notes)[i];
        if (verdict) void review.verdict(verdict.text);
      }),
    ),
    action('open', 'Space', () => void review.openOnDesk()),
    action('undo', 'Ctrl+Z', () => void history.undo()),
    action('redo', 'Ctrl+Shift+Z', () => void history.redo()),
    action('larger', '+', () => review.resize(1.25)),
    action('smaller', '-', () => review.resize(0.8)),
    action('overlay', 'O', () => preferences.toggleOverlay()),
    action('leave', 'Escape', () => {
      if (review.threshold.tried !== undefined) review.threshold.leave();
      else choice.clear();
    }),
    action('desk', 'Shift+R', () => review.close()),
  ];
}

/** Of its page of statistics, where no image is in hand. */
export function statsActionsOf({ review }: Desk): readonly Action[] {
  return [
    action('leave', 'Escape', () => review.stats.close()),
    action('desk', 'Shift+R', () => review.close()),
  ];
}

function action(id: string, key: string, run: () => unknown): Action {
  return { id: `review-${id}`, title: messages.review.title, key, run: () => void run() };
}
