import { expect, it } from 'vitest';
import { JobQueue } from './JobQueue.ts';

it('hands out interactive jobs before batch jobs, each kind in order', () => {
  const queue = new JobQueue<string>();
  queue.add('batch 1', 'batch');
  queue.add('batch 2', 'batch');
  queue.add('click', 'interactive');
  expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual([
    'click',
    'batch 1',
    'batch 2',
    undefined,
  ]);
});

it('forgets a job that was removed, and says whether it was still waiting', () => {
  const queue = new JobQueue<string>();
  queue.add('a', 'batch');
  queue.add('b', 'batch');
  expect(queue.remove('a')).toBe(true);
  expect(queue.remove('a')).toBe(false);
  expect(queue.drain()).toEqual(['b']);
});
