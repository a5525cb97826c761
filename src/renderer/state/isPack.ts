import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';

/** Whether a path leads to a pack, as far as Camweave can tell at all. */
export async function isPack(api: Pick<Api, 'call'>, path: string): Promise<boolean> {
  try {
    await api.call('pack.inspect', { path });
    return true;
  } catch (error) {
    if (!(error instanceof RouteError)) throw error;
    return false;
  }
}
