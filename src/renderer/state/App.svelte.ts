import type { AppSummary, Settings } from '../../shared/contract/appRoutes.ts';
import { settingsSchema } from '../../shared/contract/appRoutes.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { callRoute, RouteError } from '../api/callRoute.ts';
import { listen } from '../api/listen.ts';
import { messages } from '../messages.ts';

const SAVE_AFTER_MS = 300;

/** What all pages share: settings, the connection, and what has to be said. */
export class AppState {
  summary = $state.raw<AppSummary>();
  settings = $state<Settings>(settingsSchema.parse({}));
  connected = $state(true);
  /** Another tab has the project. */
  elsewhere = $state(false);
  problem = $state<string>();
  notice = $state<string>();
  /** What the system prefers, in force unless the settings say otherwise. */
  systemDark = $state(matchMedia('(prefers-color-scheme: dark)').matches);
  readonly dark = $derived(
    this.settings.theme === 'dark' || (this.settings.theme === 'system' && this.systemDark),
  );
  /** Told of events, and of Camweave having been started again. */
  onEvent: (event: AppEvent) => void = () => undefined;
  onRestart: () => void = () => undefined;
  private run: string | undefined;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private stop: (() => void) | undefined;

  async load(): Promise<void> {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ({ matches }) => {
      this.systemDark = matches;
    });
    await this.connect();
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await this.attempt(async () => {
      this.summary = await callRoute('app.get', {});
      this.settings = this.summary.settings;
    });
  }

  /** Takes the project back from another tab. */
  async takeOver(): Promise<void> {
    this.stop?.();
    this.run = undefined;
    await this.connect();
    this.elsewhere = false;
    if (this.summary) this.onRestart();
    else await this.refresh();
  }

  change(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    clearTimeout(this.saving);
    this.saving = setTimeout(
      () => void this.attempt(() => callRoute('app.setSettings', $state.snapshot(this.settings))),
      SAVE_AFTER_MS,
    );
  }

  /** Does some work; what Camweave answers with a no is shown, everything else is a fault of the page. */
  async attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      this.tell(error);
      return false;
    }
  }

  /** Says what Camweave has answered with a no. */
  tell(error: RouteError): void {
    if (error.code === 'elsewhere') this.elsewhere = true;
    // The banner of the connection says so already.
    else if (error.code === 'lost' && !this.connected) return;
    else if (error.code !== 'cancelled') this.problem = wordsFor(error);
  }

  /** Connects, and resolves once Camweave has said hello: from then on this page is the one that works. */
  private connect(): Promise<void> {
    return new Promise((resolve) => {
      this.stop = listen(
        (event) => {
          this.receive(event);
          if (event.type === 'hello') resolve();
        },
        (connected) => (this.connected = connected),
      );
    });
  }

  private receive(event: AppEvent): void {
    if (event.type === 'hello') {
      if (this.run !== undefined && this.run !== event.run) this.onRestart();
      this.run = event.run;
    } else if (event.type === 'elsewhere') {
      this.elsewhere = true;
      // It must not come back by itself: two tabs would take the project from each other for ever.
      this.stop?.();
    } else if (event.type === 'inference-restarted') this.notice = messages.inferenceRestarted;
    this.onEvent(event);
  }
}

function wordsFor({ code, message }: RouteError): string {
  const words = messages.problems[code];
  return words && !message.startsWith(words) ? `${words} ${message}` : message;
}
