import type { ClassSummary, ProjectSummary, ProviderLine } from '../../shared/contract/projectRoutes.ts';
import type { Api } from '../api/Api.ts';
import type { Notices } from './Notices.svelte.ts';

/** The project on the desk as a whole: its classes, parameters and pack. */
export class ProjectState {
  summary = $state.raw<ProjectSummary>();
  /** Which device runs the networks; the last that was heard of. */
  provider = $state.raw<ProviderLine | null>(null);
  readonly classes = $derived<readonly ClassSummary[]>(this.summary?.classes ?? []);
  readonly voidHalfWidth = $derived(this.summary?.voidHalfWidth ?? 0);
  /** Whether proposals follow the edges of their photographs. */
  readonly edges = $derived(this.summary?.edges ?? false);
  /** Told of every summary that comes. */
  onSummary: (summary: ProjectSummary) => void = () => undefined;
  private readonly api: Api;
  private readonly notices: Notices;

  constructor(api: Api, notices: Notices) {
    this.api = api;
    this.notices = notices;
  }

  take(summary: ProjectSummary): void {
    this.summary = summary;
    this.provider = summary.provider ?? this.provider;
    this.onSummary(summary);
  }

  async refresh(): Promise<void> {
    await this.notices.attempt(async () => this.take(await this.api.call('project.get', {})));
  }

  /** Counts an image that has got its proposal; the next summary says it exactly. */
  proposedOne(): void {
    if (this.summary) this.summary = { ...this.summary, pending: Math.max(0, this.summary.pending - 1) };
  }

  /** Takes over which classes can be proposed now, and at least how many images wait for that; the next summary says it exactly. */
  learned(taught: ReadonlySet<number>, older: number): void {
    const { summary } = this;
    if (!summary) return;
    const classes = summary.classes.map((item) => ({ ...item, taught: taught.has(item.label) }));
    this.summary = { ...summary, classes, pending: Math.max(summary.pending, older) };
  }

  /** The name of a class, or its label where there is none. */
  nameOf(label: number): string {
    return this.classes.find((item) => item.label === label)?.name ?? String(label);
  }

  /** Shows a void half-width before it is saved. */
  showVoidHalfWidth(voidHalfWidth: number): void {
    if (this.summary) this.summary = { ...this.summary, voidHalfWidth };
  }
}
