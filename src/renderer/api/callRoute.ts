import { resultSchema } from '../../shared/contract/result.ts';
import type { Input, Output, RouteName } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import { messages } from '../messages.ts';
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
): Promise<Output<Route>> {
  const answer = bridge ? bridge.call(name, plainData(input)) : post(name, input);
  const result = resultSchema.parse(await answer);
  if (!result.ok) throw new RouteError(result.error.code, result.error.message);
  return routes[name].output.parse(result.value) as Output<Route>;
}

async function post(name: string, input: unknown): Promise<unknown> {
  const response = await fetch(`api/${name}`, {
    method: 'POST',
    headers: { 'x-camweave-seat': seat },
    body: JSON.stringify(input),
  }).catch(() => undefined);
  if (!response?.ok) throw new RouteError('lost', messages.lost);
  return response.json();
}
