import type { Settings } from '../../shared/contract/appRoutes.ts';
import { settingsSchema } from '../../shared/contract/appRoutes.ts';
import type { Api } from '../api/Api.ts';
import type { Notices } from './Notices.svelte.ts';

const SAVE_AFTER_MS = 300;

/** What a person has chosen for the pages, whichever project is open. */
export class Preferences {
  settings = $state<Settings>(settingsSchema.parse({}));
  /** What the system prefers, in force unless the settings say otherwise. */
  systemDark = $state(false);
  readonly dark = $derived(
    this.settings.theme === 'dark' || (this.settings.theme === 'system' && this.systemDark),
  );
  private readonly api: Api;
  private readonly notices: Notices;
  private saving: ReturnType<typeof setTimeout> | undefined;
  private opacityBefore = this.settings.opacity;

  constructor(api: Api, notices: Notices) {
    this.api = api;
    this.notices = notices;
  }

  change(changes: Partial<Settings>): void {
    this.settings = { ...this.settings, ...changes };
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.notices.attempt(() => this.save()), SAVE_AFTER_MS);
  }

  /**
   * Saves what was changed and is not saved yet.
   *
   * @throws RouteError
   */
  async save(): Promise<void> {
    if (this.saving === undefined) return;
    clearTimeout(this.saving);
    this.saving = undefined;
    await this.api.call('app.setSettings', this.settings);
  }

  /** Hides the overlay, or shows it as it was before. */
  toggleOverlay(): void {
    const { opacity } = this.settings;
    if (opacity > 0) this.opacityBefore = opacity;
    this.change({ opacity: opacity > 0 ? 0 : this.opacityBefore });
  }
}
