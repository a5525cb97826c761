import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { ChildExit } from '../inference/host/ChildLink.ts';
import { utilityChild } from './utilityChild.ts';

/** What Electron's utility process looks like from here. */
class StandIn extends EventEmitter {
  pid: number | undefined = 7;
  readonly stderr = new PassThrough();
  postMessage(): void {
    this.emit('message', { type: 'trying', provider: 'cpu' });
  }
}

it('a utility process hands over how it ended and what it wrote last', async () => {
  const electron = new StandIn();
  const link = utilityChild(electron);
  const ended = new Promise<ChildExit>((resolve) => link.onExit(resolve));
  electron.stderr.write('driver ');
  electron.emit('exit', 139);
  electron.stderr.end('fault\n');
  expect(await ended).toEqual({ how: 'exit code 139', stderr: 'driver fault\n' });
});

it('a utility process takes messages and answers', () => {
  const link = utilityChild(new StandIn());
  const messages: unknown[] = [];
  link.onMessage((message) => messages.push(message));
  link.send({ id: 1, kind: 'a', job: 'open', input: null });
  expect(messages).toEqual([{ type: 'trying', provider: 'cpu' }]);
});

it.skipIf(process.platform === 'win32')('a child that was stopped is killed all the same', async () => {
  const stopped = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
  const electron = new StandIn();
  electron.pid = stopped.pid;
  stopped.kill('SIGSTOP');
  const ended = once(stopped, 'exit');
  const link = utilityChild(electron);
  link.kill();
  expect(await ended).toEqual([null, 'SIGKILL']);
  // It is gone: nothing to end, and nothing to say.
  link.kill();
});
