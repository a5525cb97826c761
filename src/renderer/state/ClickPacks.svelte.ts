import type { PublishedPackLine } from '../../shared/contract/clickRoutes.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import type { Notices } from './Notices.svelte.ts';

/** Click packs that others have published: which there are, and fetching one when a person asks for it. */
export class ClickPacks {
  /** Undefined until Camweave has been asked. */
  all = $state.raw<readonly PublishedPackLine[]>();
  /** The one that is being fetched. */
  fetching = $state<string>();
  /** Why one could not be fetched, and how else to come by it. */
  problem = $state<string>();
  private readonly api: Api;
  private readonly notices: Notices;

  constructor(api: Api, notices: Notices) {
    this.api = api;
    this.notices = notices;
  }

  /** The one that is offered: the first, while none is on this machine. */
  get offered(): PublishedPackLine | undefined {
    return this.all?.some(({ there }) => there) === false ? this.all[0] : undefined;
  }

  async load(): Promise<void> {
    await this.notices.attempt(async () => {
      this.all = await this.api.call('clickPack.list', {});
    });
  }

  async get(id: string): Promise<void> {
    this.fetching = id;
    this.problem = undefined;
    try {
      await this.api.call('clickPack.get', { id });
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      if (error.code !== 'cancelled') this.problem = error.message;
    } finally {
      this.fetching = undefined;
    }
    await this.load();
  }

  async stop(): Promise<void> {
    await this.notices.attempt(() => this.api.call('clickPack.stop', {}));
  }
}
