import { describe, expect, it } from 'vitest';
import type { ImageFacts } from './imageState.ts';
import { DECISIONS, IMAGE_STATES, isDecided, isOpen, isPossible, stateOf } from './imageState.ts';

const facts = (more: Partial<ImageFacts> = {}): ImageFacts => ({
  ...{ decision: undefined, painted: false, proposed: false },
  ...more,
});

describe('the state of an image', () => {
  it.each([
    [facts(), 'new'],
    [facts({ proposed: true }), 'proposed'],
    [facts({ painted: true }), 'edited'],
    [facts({ painted: true, proposed: true }), 'edited'],
    [facts({ decision: 'accept', painted: true, proposed: true }), 'accepted'],
    [facts({ decision: 'reject', painted: true }), 'rejected'],
    [facts({ decision: 'reopen', painted: true }), 'edited'],
    [facts({ decision: 'reopen', proposed: true }), 'proposed'],
    [facts({ decision: 'reopen' }), 'new'],
  ] as const)('of %o is %s', (given, state) => {
    expect(stateOf(given)).toBe(state);
  });

  it('is either open or decided', () => {
    expect(IMAGE_STATES.filter(isDecided)).toEqual(['accepted', 'rejected']);
    expect(IMAGE_STATES.filter(isOpen)).toEqual(['new', 'proposed', 'edited']);
  });
});

it('a decision that would change nothing is none', () => {
  const possible = IMAGE_STATES.map((state) => DECISIONS.filter((decision) => isPossible(decision, state)));
  expect(possible).toEqual([
    ...['new', 'proposed', 'edited'].map(() => ['accept', 'reject']),
    ['reject', 'reopen'],
    ['accept', 'reopen'],
  ]);
});
