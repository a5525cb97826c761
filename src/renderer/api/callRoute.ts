import { resultSchema } from '../../shared/contract/result.ts';
import type { Input, Output, RouteName } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import { messages } from '../messages.ts';

/** An answer that says no; `code` is one of AppError's, or `lost` when nobody answered. */
export class RouteError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Asks Camweave for something over HTTP.
 *
 * @throws RouteError
 */
export async function callRoute<Route extends RouteName>(
  name: Route,
  input: Input<Route>,
): Promise<Output<Route>> {
  const response = await fetch(`/api/${name}`, { method: 'POST', body: JSON.stringify(input) }).catch(
    () => undefined,
  );
  if (!response?.ok) throw new RouteError('lost', messages.lost);
  const result = resultSchema.parse(await response.json());
  if (!result.ok) throw new RouteError(result.error.code, result.error.message);
  return routes[name].output.parse(result.value) as Output<Route>;
}
