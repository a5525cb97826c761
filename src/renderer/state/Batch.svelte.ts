import type { AppEvent } from '../../shared/contract/events.ts';
import type { BatchProgress } from '../../shared/contract/projectRoutes.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

/** Proposing all images in the background. */
export class Batch {
  /** Null while none runs. */
  progress = $state.raw<BatchProgress | null>(null);
  private readonly api: Api;
  private readonly notices: Notices;
  private readonly project: ProjectState;

  constructor(parts: { api: Api; notices: Notices; project: ProjectState }) {
    this.api = parts.api;
    this.notices = parts.notices;
    this.project = parts.project;
    // A summary mends what an event that was missed would have told.
    parts.project.onSummary = ({ batch }) => (this.progress = batch);
  }

  /** @param ids of these images, else of all */
  async start(ids?: readonly number[]): Promise<void> {
    await this.notices.attempt(async () => {
      const progress = await this.api.call('batch.start', ids ? { ids: [...ids] } : {});
      if (progress.total === 0) this.notices.notice = messages.nothingPending;
      // An empty one may have ended before it is heard of.
      this.progress = progress.total > 0 ? progress : null;
    });
  }

  async cancel(): Promise<void> {
    await this.notices.attempt(() => this.api.call('batch.cancel', {}));
  }

  ended({ proposed, problems, cancelled, stoppedBy }: Extract<AppEvent, { type: 'batch-ended' }>): void {
    this.progress = null;
    if (stoppedBy !== null) this.notices.problem = stoppedBy;
    else this.notices.notice = messages.batchEnded(proposed, problems.length, cancelled);
    void this.project.refresh();
  }
}
