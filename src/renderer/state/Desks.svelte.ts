import { RouteError } from '../api/Api.ts';
import type { App } from './App.svelte.ts';
import { Desk } from './Desk.svelte.ts';

/** The desk of the project that is open: another one for another project, none for none. */
export class Desks {
  desk = $state.raw<Desk>();
  /** Path of the project that is on the desk. */
  private shown: string | null = null;
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  /** Shows a project by its path, or none; one that is shown already stays as it is. */
  async follow(project: string | null): Promise<void> {
    if (project !== this.shown) await this.show(project);
  }

  /** Camweave was started again, or works on something else: finds out what is open now, and fetches it anew. */
  async restart(): Promise<void> {
    const { app, desk } = this;
    if (!(await app.refresh())) return;
    const project = app.summary?.project ?? null;
    const isSame = desk && project === this.shown && !desk.outbox.isStopped;
    // Opaque names are good for one run, so everything is fetched again.
    if (!isSame || !(await desk.load({ keep: true }))) await this.show(project);
  }

  private async show(project: string | null): Promise<void> {
    const { notices } = this.app;
    const before = this.desk;
    const unsent = before?.outbox.size ?? 0;
    this.shown = project;
    before?.outbox.stop();
    before?.edges.stop();
    this.desk = project === null ? undefined : new Desk(this.app);
    if (unsent > 0) notices.tell(new RouteError('other-project', ''));
    const { desk } = this;
    if (!desk) return;
    desk.onOtherProject = () => void this.restart();
    await desk.load();
  }
}
