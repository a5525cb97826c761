import { resultSchema } from '../../shared/contract/result.ts';
import type { CallHead } from '../../shared/contract/callHead.ts';
import { CALL_HEADERS } from '../../shared/contract/callHead.ts';
import type { Input, Output, RouteName } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import { messages } from '../messages/messages.ts';
import { RouteError } from './Api.ts';
import { bridge } from './Bridge.ts';
import { plainData } from './plainData.ts';
import { seat } from './seat.ts';

/**
 * Asks Camweave for something: through the window's bridge, else over HTTP. This is the one place where calls leave
 * the page, so what they carry becomes plain data here.
 *
 * @throws RouteError
 */
export async function callRoute<Route extends RouteName>(
  name: Route,
  input: Input<Route>,
  head: CallHead = {},
): Promise<Output<Route>> {
  const answer = bridge ? bridge.call(name, plainData(input), plainData(head)) : post(name, input, head);
  const result = resultSchema.parse(await answer);
  if (!result.ok) throw new RouteError(result.error.code, result.error.message);
  return routes[name].output.parse(result.value) as Output<Route>;
}

async function post(name: string, input: unknown, head: CallHead): Promise<unknown> {
  const response = await fetch(`api/${name}`, {
    method: 'POST',
    headers: { 'x-camweave-seat': seat, ...headersOf(head) },
    body: JSON.stringify(input),
  }).catch(() => undefined);
  if (response?.status === 401) throw new RouteError('locked', messages.locked);
  // Too large to be read at all: the answer says so.
  if (!response?.ok && response?.status !== 413) throw new RouteError('lost', messages.lost);
  return response.json();
}

function headersOf({ number, project }: CallHead): Record<string, string> {
  return {
    ...(number === undefined ? {} : { [CALL_HEADERS.number]: number }),
    ...(project === undefined ? {} : { [CALL_HEADERS.project]: project }),
  };
}
