import type { AppSummary } from '../../shared/contract/appRoutes.ts';
import { LONGEST_FAULT } from '../../shared/contract/appRoutes.ts';
import type { Api } from '../api/Api.ts';
import { ClickPacks } from './ClickPacks.svelte.ts';
import { Connection } from './Connection.ts';
import type { Fault } from './Notices.svelte.ts';
import { Notices } from './Notices.svelte.ts';
import { Preferences } from './Preferences.svelte.ts';

function faultOf(what: unknown): Fault {
  if (!(what instanceof Error)) return { message: String(what), details: String(what) };
  const cause = what.cause === undefined ? '' : `\nCaused by: ${String(what.cause)}`;
  return { message: what.message, details: `${what.stack ?? what.message}${cause}` };
}

/** What all pages share. */
export class App {
  readonly api: Api;
  readonly notices: Notices;
  readonly connection: Connection;
  readonly preferences: Preferences;
  readonly clickPacks: ClickPacks;
  /** Undefined until Camweave has answered for the first time. */
  summary = $state.raw<AppSummary>();

  constructor(api: Api) {
    this.api = api;
    this.notices = new Notices();
    this.connection = new Connection(api, this.notices);
    this.preferences = new Preferences(api, this.notices);
    this.clickPacks = new ClickPacks(api, this.notices);
  }

  /** Says that something went wrong which nobody foresaw, and has it logged with what is known of it. */
  report(what: unknown): void {
    // A browser tells of some things, such as a layout that takes more than a frame, without any error.
    if (what === undefined || what === null) return;
    const fault = faultOf(what);
    this.notices.fault = fault;
    const message = fault.message.slice(0, LONGEST_FAULT.message);
    const details = fault.details.slice(0, LONGEST_FAULT.details);
    // Where the log cannot be reached either, the banner still has the details.
    void this.api.call('fault.report', { message, details }).catch(() => undefined);
  }

  async load(): Promise<void> {
    await this.connection.connect();
    await this.refresh();
  }

  /** @returns whether Camweave has answered */
  async refresh(): Promise<boolean> {
    return this.notices.attempt(async () => {
      this.summary = await this.api.call('app.get', {});
      this.preferences.settings = this.summary.settings;
    });
  }
}
