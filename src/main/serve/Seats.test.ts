import { expect, it } from 'vitest';
import { Seats } from './Seats.ts';

it('the page that came last works; the one before is told', () => {
  const seats = new Seats();
  const told: string[] = [];
  expect(seats.mayAct(undefined)).toBe(true);
  seats.take('a', () => told.push('a'));
  const second = seats.take('b', () => told.push('b'));
  expect(told).toEqual(['a']);
  expect([seats.mayAct('a'), seats.mayAct('b'), seats.mayAct(undefined)]).toEqual([false, true, false]);
  seats.leave(second);
  expect(seats.mayAct('a')).toBe(true);
});

it('a page that comes back after a lost connection is not told that it took over from itself', () => {
  const seats = new Seats();
  const told: string[] = [];
  const before = seats.take('a', () => told.push('a'));
  seats.take('a', () => told.push('a again'));
  seats.leave(before);
  expect(told).toEqual([]);
  expect(seats.mayAct('b')).toBe(false);
});
