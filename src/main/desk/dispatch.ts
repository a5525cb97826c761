import { z } from 'zod';
import type { Handlers, RouteName } from '../../shared/contract/routes.ts';
import { routes } from '../../shared/contract/routes.ts';
import type { Result } from '../../shared/contract/result.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';

/**
 * Answers one request, whichever transport it came by: parses its input, runs its handler, and turns whatever is
 * thrown into a result.
 *
 * @param onFault is given whatever was thrown and is no AppError
 */
export async function dispatch(
  handlers: Handlers,
  { route, input, number }: { route: string; input: unknown; number: string | undefined },
  onFault: (error: unknown) => void,
): Promise<Result> {
  try {
    if (!isRoute(route)) throw new AppError('not-found', `There is no route "${route}".`);
    const parsed = routes[route].input.safeParse(input);
    if (!parsed.success) throw new AppError('invalid-input', z.prettifyError(parsed.error));
    const handle = handlers[route] as (input: unknown, number: string | undefined) => unknown;
    return { ok: true, value: await handle(parsed.data, number) };
  } catch (error) {
    if (error instanceof AppError) return { ok: false, error: { code: error.code, message: error.message } };
    onFault(error);
    return { ok: false, error: { code: 'internal', message: errorMessage(error) } };
  }
}

function isRoute(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}
