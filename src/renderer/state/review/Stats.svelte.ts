import { strToU8, zipSync } from 'fflate';
import type { Output } from '../../../shared/contract/routes.ts';
import { reviewGoalSchema } from '../../../shared/review/ReviewPlan.ts';
import type { ReviewGoal, ReviewPlan } from '../../../shared/review/ReviewPlan.ts';
import type { Api } from '../../api/Api.ts';
import type { Notices } from '../Notices.svelte.ts';

/** What the project holds, what was done to it, and how much of it is still to be looked at. */
export class Stats {
  isOpen = $state(false);
  /** Undefined until they are there for the first time. */
  found = $state.raw<Output<'review.stats'>['stats']>();
  /** Images that are still to be counted. */
  left = $state(0);
  /** What somebody wants to be sure of, and the plan for it; undefined until it is made. */
  goal = $state.raw<ReviewGoal>({ below: 0.05, confidence: 0.95 });
  plan = $state.raw<ReviewPlan>();
  /** A plan, or files, are being made. */
  isBusy = $state(false);
  private readonly api: Api;
  private readonly notices: Notices;
  /** Tells an answer that nobody waits for any more. */
  private asked = 0;
  private planned = 0;

  constructor({ api, notices }: { api: Api; notices: Notices }) {
    this.api = api;
    this.notices = notices;
  }

  /** Shows the statistics as they are now. */
  async open(): Promise<void> {
    this.isOpen = true;
    await Promise.all([this.ask(), this.makePlan()]);
  }

  close(): void {
    this.isOpen = false;
  }

  /** Wants to be sure of something else. */
  async setGoal(goal: Partial<ReviewGoal>): Promise<void> {
    const next = reviewGoalSchema.safeParse({ ...this.goal, ...goal });
    if (!next.success) return;
    this.goal = next.data;
    await this.makePlan();
  }

  /** Has all of it downloaded: tables in one archive, or as one page. */
  async download(as: 'csv' | 'html'): Promise<void> {
    this.isBusy = true;
    try {
      await this.notices.attempt(async () => {
        const { files } = await this.api.call('review.statsFiles', { as, goal: this.goal });
        const [first] = files;
        if (as === 'html' && first) this.api.download(first.name, strToU8(first.text), 'text/html');
        else {
          const entries = files.map(({ name, text }) => [name, strToU8(text)] as const);
          const name = `${this.found?.project ?? 'project'}-statistics.zip`;
          this.api.download(name, zipSync(Object.fromEntries(entries)), 'application/zip');
        }
      });
    } finally {
      this.isBusy = false;
    }
  }

  /** Label maps were counted; or compared with true masks. */
  receive({ left, problem }: { left: number; problem: string | null }): void {
    if (!this.isOpen) return;
    this.left = left;
    if (problem !== null) this.notices.problem = problem;
    else if (left === 0) void this.ask();
  }

  private async ask(): Promise<void> {
    const turn = ++this.asked;
    await this.notices.attempt(async () => {
      const { stats, left } = await this.api.call('review.stats', {});
      if (turn !== this.asked) return;
      this.found = stats;
      this.left = left;
    });
  }

  private async makePlan(): Promise<void> {
    const turn = ++this.planned;
    this.isBusy = true;
    await this.notices.attempt(async () => {
      const plan = await this.api.call('review.plan', this.goal);
      if (turn === this.planned) this.plan = plan;
    });
    if (turn === this.planned) this.isBusy = false;
  }
}
