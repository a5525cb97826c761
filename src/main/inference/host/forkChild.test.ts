import { expect, it } from 'vitest';
import { forkChild } from './forkChild.ts';

it.skipIf(process.platform === 'win32')('a child that was stopped is killed all the same', async () => {
  const link = forkChild();
  const ended = new Promise((resolve) => link.onExit(({ how }) => resolve(how)));
  process.kill(link.pid!, 'SIGSTOP');
  link.kill();
  expect(await ended).toBe('signal SIGKILL');
});
