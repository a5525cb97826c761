import type { App } from './App.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

/** What a first visit goes through, in its order; each is passed by doing it. */
export const GUIDE_STEPS = ['look', 'threshold', 'stroke', 'accept'] as const;
type GuideStep = (typeof GUIDE_STEPS)[number];

/** A short guided start on the samples: it follows what a person does, can be left, and does not come back. */
export class Guide {
  private passed = $state(0);
  private readonly app: App;
  private readonly project: ProjectState;

  constructor(app: App, project: ProjectState) {
    this.app = app;
    this.project = project;
  }

  /** Where it is; undefined where there is none, or no more. */
  get step(): GuideStep | undefined {
    const { preferences, summary } = this.app;
    const isSamples = typeof summary?.samples === 'string' && this.project.summary?.root === summary.samples;
    return isSamples && preferences.settings.guide ? GUIDE_STEPS[this.passed] : undefined;
  }

  /** Counted from 1. */
  get number(): number {
    return this.passed + 1;
  }

  /** Notes that something was done; whoever goes ahead has passed what comes before. */
  did(what: GuideStep): void {
    if (this.step === undefined) return;
    this.passed = Math.max(this.passed, GUIDE_STEPS.indexOf(what) + 1);
    if (this.passed === GUIDE_STEPS.length) this.leave();
  }

  next(): void {
    if (this.step) this.did(this.step);
  }

  /** Ends it for good. */
  leave(): void {
    this.app.preferences.change({ guide: false });
  }
}
