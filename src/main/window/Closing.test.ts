import { expect, it } from 'vitest';
import { Closing } from './Closing.ts';

/** A window of which everything that happens is noted. */
function windowOf({ insists = false, silenceMs = 10_000 } = {}): { closing: Closing; happened: string[] } {
  const happened: string[] = [];
  const closing = new Closing(
    {
      ask: () => happened.push('asked'),
      close: () => happened.push(closing.request() ? 'closed' : 'asked again'),
      show: () => happened.push('shown'),
      stay: () => happened.push('stayed'),
      insist: () => Promise.resolve(insists),
    },
    silenceMs,
  );
  closing.pageThere = true;
  return { closing, happened };
}

it('a window closes once its page has kept everything', () => {
  const { closing, happened } = windowOf();
  expect(closing.request()).toBe(false);
  closing.answer('heard');
  expect(happened).toEqual(['asked']);
  closing.answer('kept');
  expect(happened).toEqual(['asked', 'closed']);
});

it('a window whose page stays is asked anew the next time', () => {
  const { closing, happened } = windowOf();
  closing.request();
  closing.answer('stay');
  expect(closing.request()).toBe(false);
  expect(happened).toEqual(['asked', 'stayed', 'asked']);
});

it('a window that somebody has to look at before it closes is brought up', () => {
  const { closing, happened } = windowOf();
  closing.request();
  closing.answer('waiting');
  expect(happened).toEqual(['asked', 'shown']);
});

it('a window without a page closes at once', () => {
  const { closing } = windowOf();
  closing.lostPage();
  expect(closing.request()).toBe(true);
});

it.each([
  [true, 'closed'],
  [false, 'stayed'],
])('a page that is silent is closed all the same only where somebody says so (%s)', async (insists, end) => {
  const { closing, happened } = windowOf({ insists, silenceMs: 1 });
  closing.request();
  await expect.poll(() => happened).toEqual(['asked', end]);
});
