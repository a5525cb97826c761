import { resultSchema } from '../../shared/contract/result.ts';
import type { Input, Output, RouteName } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import { messages } from '../messages.ts';
import { bridge } from './Bridge.ts';
import { seat } from './seat.ts';

/** An answer that says no; `code` is one of AppError's, `elsewhere`, or `lost` when nobody answered. */
export class RouteError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks Camweave for something: through the window's bridge, else over HTTP.
 *
 * @throws RouteError
 */
export async function callRoute<Route extends RouteName>(
  name: Route,
  input: Input<Route>,
): Promise<Output<Route>> {
  const result = resultSchema.parse(await (bridge ? bridge.call(name, input) : post(name, input)));
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
