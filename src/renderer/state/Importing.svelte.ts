import type { Input, Output } from '../../shared/contract/routes.ts';
import type { Api } from '../api/Api.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Queue } from './Queue.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  outbox: Outbox;
  thresholds: Thresholds;
  current: CurrentImage;
  queue: Queue;
  project: ProjectState;
}

/** Taking in masks and score maps that were made elsewhere: first looked at, then imported. */
export class Importing {
  running = $state(false);
  progress = $state.raw<{ done: number; total: number }>();
  /** Is told when something was imported, or may have been. */
  onTaken: () => void = () => undefined;
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** What importing would do; undefined, and why, where it cannot be said. */
  look(input: Input<'import.look'>): Promise<{ report?: Output<'import.look'>; why?: string | undefined }> {
    return this.run(() => this.parts.api.call('import.look', input));
  }

  /** Imports once every stroke is saved, and shows the open image as it is then. */
  async take(
    input: Input<'import.run'>,
  ): Promise<{ report?: Output<'import.run'>; why?: string | undefined }> {
    const { api, outbox, thresholds, current, queue, project } = this.parts;
    const taken = await this.run(async () => {
      await thresholds.save();
      await outbox.idle();
      return api.call('import.run', input);
    });
    // What was imported before it was cancelled is there too.
    this.onTaken();
    await project.refresh();
    await current.openAgain();
    queue.prepareAnew();
    return taken;
  }

  async cancel(): Promise<void> {
    await this.parts.notices.attempt(() => this.parts.api.call('import.cancel', {}));
  }

  private async run<Report>(
    work: () => Promise<Report>,
  ): Promise<{ report?: Report; why?: string | undefined }> {
    this.running = true;
    this.progress = undefined;
    let report: Report | undefined;
    try {
      const { why } = await this.parts.notices.tried(async () => {
        report = await work();
      });
      return report === undefined ? { why } : { report };
    } finally {
      // Whatever has happened, the dialog must not wait for ever.
      this.running = false;
    }
  }
}
