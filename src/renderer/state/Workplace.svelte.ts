import { callRoute } from '../api/callRoute.ts';
import type { AppState } from './AppState.svelte.ts';
import type { DeskState } from './DeskState.svelte.ts';
import type { Evidence } from './Evidence.svelte.ts';
import type { Painting } from './Painting.svelte.ts';

/** What the canvas can be told to do. */
export interface Viewport {
  fit(): void;
  actualSize(): void;
  zoom(factor: number): void;
}

/** Everything that actions act on. */
export class Workplace {
  readonly app: AppState;
  readonly desk: DeskState;
  readonly painting: Painting;
  readonly evidence: Evidence;
  dialog = $state<'none' | 'palette' | 'keys' | 'export' | 'class'>('none');
  /** The class that the class dialog edits; undefined for a new one. */
  editedClass = $state<number>();
  /** Whether Space is held, so that every tool moves the image. */
  spaceHeld = $state(false);
  viewport: Viewport | undefined;
  private opacityBefore = 0.55;

  constructor(parts: { app: AppState; desk: DeskState; painting: Painting; evidence: Evidence }) {
    this.app = parts.app;
    this.desk = parts.desk;
    this.painting = parts.painting;
    this.evidence = parts.evidence;
  }

  /** Labels of the class rows, tagged ones first, in the order of the panel. */
  readonly rows = $derived.by(() => {
    const classes = this.desk.project?.classes ?? [];
    const tags = new Set(this.desk.image?.detail.tags ?? []);
    return [
      ...classes.filter(({ label }) => tags.has(label)),
      ...classes.filter(({ label }) => !tags.has(label)),
    ];
  });

  /** The class whose evidence is shown: the one that is painted, where it was proposed. */
  readonly evidenceLabel = $derived.by(() => {
    const labels = this.desk.image?.scores?.labels ?? [];
    return labels.includes(this.painting.label) ? this.painting.label : (labels[0] ?? 0);
  });

  chooseRow(index: number): void {
    const row = this.rows[index];
    if (row) this.painting.chooseLabel(row.label);
  }

  toggleOverlay(): void {
    const { opacity } = this.app.settings;
    if (opacity > 0) this.opacityBefore = opacity;
    this.app.change({ opacity: opacity > 0 ? 0 : this.opacityBefore });
  }

  fit(): void {
    this.viewport?.fit();
  }
  actualSize(): void {
    this.viewport?.actualSize();
  }
  zoom(factor: number): void {
    this.viewport?.zoom(factor);
  }

  /** Back to the start page, where there is one. */
  async home(): Promise<void> {
    if (!this.app.summary?.canChooseProject) return;
    await this.desk.outbox.idle();
    await this.app.attempt(async () => {
      await callRoute('project.close', {});
      await this.app.refresh();
    });
  }
}
