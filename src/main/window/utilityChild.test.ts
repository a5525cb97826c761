import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import type { ChildExit } from '../inference/host/ChildLink.ts';
import { utilityChild } from './utilityChild.ts';

/** What Electron's utility process looks like from here. */
class StandIn extends EventEmitter {
  readonly pid = 7;
  readonly stderr = new PassThrough();
  postMessage(): void {
    this.emit('message', { type: 'trying', provider: 'cpu' });
  }
  kill(): boolean {
    return this.emit('exit', 15);
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
