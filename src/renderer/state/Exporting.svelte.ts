import type { Input, Output } from '../../shared/contract/routes.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';

/** Writing a data set. */
export class Exporting {
  running = $state(false);
  progress = $state.raw<{ done: number; total: number }>();
  private readonly api: Api;
  private readonly notices: Notices;
  private readonly outbox: Outbox;

  constructor(parts: { api: Api; notices: Notices; outbox: Outbox }) {
    this.api = parts.api;
    this.notices = parts.notices;
    this.outbox = parts.outbox;
  }

  /** Exports once every stroke is saved; undefined where it was refused or cancelled. */
  async run(options: Input<'export.run'>): Promise<Output<'export.run'> | undefined> {
    this.running = true;
    this.progress = undefined;
    this.notices.problem = undefined;
    let report: Output<'export.run'> | undefined;
    try {
      await this.notices.attempt(async () => {
        await this.outbox.idle();
        report = await this.api.call('export.run', options).catch((error: unknown) => {
          // It may be another disk than the project's.
          const isFull = error instanceof RouteError && error.code === 'disk-full';
          throw isFull ? new RouteError('not-exported', error.message) : error;
        });
      });
    } finally {
      // Whatever has happened, the dialog must not wait for ever.
      this.running = false;
    }
    return report;
  }

  async cancel(): Promise<void> {
    await this.notices.attempt(() => this.api.call('export.cancel', {}));
  }
}
