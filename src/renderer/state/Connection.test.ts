import { expect, it } from 'vitest';
import type { Api, Line } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { Connection } from './Connection.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { Notices } from './Notices.svelte.ts';

it('a call that found nobody says nothing beside the banner of the connection', () => {
  const notices = new Notices();
  let onLine: (line: Line) => void = () => undefined;
  const api = { listen: (_: unknown, told: typeof onLine) => ((onLine = told), () => undefined) };
  void new Connection(api as unknown as Api, notices).connect();
  // The call fails before the line is known to be lost.
  notices.tell(new RouteError('lost', 'Nobody answers.'));
  expect(notices.problem).toBeDefined();
  onLine('lost');
  expect(notices.line).toBe('lost');
  expect(notices.problem).toBeUndefined();
});

it('a line that is there again is told from Camweave that was started anew', () => {
  let say: (event: AppEvent) => void = () => undefined;
  const api = { listen: (told: typeof say) => ((say = told), () => undefined) };
  const connection = new Connection(api as unknown as Api, new Notices());
  const heard: string[] = [];
  connection.onAgain = () => heard.push('again');
  connection.onRestart = () => heard.push('restart');
  void connection.connect();
  for (const run of ['a', 'a', 'b', 'b']) say({ type: 'hello', run });
  expect(heard).toEqual(['again', 'restart', 'again']);
});
