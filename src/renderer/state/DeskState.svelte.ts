import type { ImageDetail, ImageState, ImageSummary, ProjectSummary } from '../../shared/contract/routes.ts';
import { callRoute, RouteError } from '../api/callRoute.ts';
import { loadPicture } from '../api/loadPicture.ts';
import type { Picture } from '../gl/LabelView.ts';
import { messages } from '../messages.ts';

const SAVE_AFTER_MS = 250;

/** The project on the desk: its images, the one that is open, and what can be done with it. */
export class DeskState {
  project = $state.raw<ProjectSummary>();
  images = $state.raw<ImageSummary[]>([]);
  detail = $state.raw<ImageDetail>();
  picture = $state.raw<Picture>();
  /** Thresholds in force for the open image, by label: its own, else the project's. */
  thresholds = $state<Record<number, number>>({});
  opacity = $state(0.55);
  problem = $state<string>();
  busy = $state(true);
  nameFilter = $state('');
  stateFilter = $state<ImageState | 'all'>('all');

  readonly shown = $derived(
    this.images.filter(
      ({ path, state }) =>
        (this.stateFilter === 'all' || state === this.stateFilter) &&
        path.toLowerCase().includes(this.nameFilter.trim().toLowerCase()),
    ),
  );
  readonly accepted = $derived(this.images.filter(({ state }) => state === 'accepted').length);
  readonly frozen = $derived(this.detail?.state === 'accepted');

  private saving: ReturnType<typeof setTimeout> | undefined;
  /** Thresholds of the open image that are not saved yet, by label. */
  private unsaved: Record<number, number> = {};

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.project = await callRoute('project.get', {});
      this.images = await callRoute('image.list', {});
      const first = this.images.find(({ state }) => isOpen(state)) ?? this.images[0];
      if (first) await this.open(first.id);
    });
    this.busy = false;
  }

  async open(id: number): Promise<void> {
    await this.attempt(async () => {
      await this.save();
      const detail = await callRoute('image.get', { id });
      this.detail = detail;
      this.picture = undefined;
      this.thresholds = this.thresholdsOf(detail);
      const picture = await loadPicture(detail);
      // Somebody may have gone on to another image meanwhile.
      if (this.detail === detail) this.picture = picture;
    });
  }

  /** Moves along the list as it is filtered now. */
  async step(by: 1 | -1): Promise<void> {
    const at = this.shown.findIndex(({ id }) => id === this.detail?.id);
    const next = this.shown[at + by];
    if (next) await this.open(next.id);
  }

  setThreshold(label: number, threshold: number): void {
    this.thresholds[label] = threshold;
    this.unsaved[label] = threshold;
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.attempt(() => this.save()), SAVE_AFTER_MS);
  }

  /** Goes back to the project's thresholds for the open image. */
  async clearThresholds(): Promise<void> {
    const { detail } = this;
    if (!detail) return;
    await this.attempt(async () => {
      await this.save();
      for (const label of Object.keys(this.thresholds).map(Number)) {
        await callRoute('image.setThreshold', { id: detail.id, label, threshold: null });
      }
      await this.open(detail.id);
    });
  }

  /** Accepts or rejects the open image and moves on to the next open one. */
  async decide(route: 'image.accept' | 'image.reject'): Promise<void> {
    const { detail } = this;
    if (!detail || this.frozen) return;
    await this.attempt(async () => {
      await this.save();
      this.replace(await callRoute(route, { id: detail.id }));
      const at = this.images.findIndex(({ id }) => id === detail.id);
      const following = [...this.images.slice(at + 1), ...this.images.slice(0, at)];
      const next = following.find(({ state }) => isOpen(state));
      await this.open((next ?? detail).id);
    });
  }

  async reopen(): Promise<void> {
    const { detail } = this;
    if (!detail) return;
    await this.attempt(async () => {
      this.replace(await callRoute('image.reopen', { id: detail.id }));
      await this.open(detail.id);
    });
  }

  private thresholdsOf({ scores, thresholds }: ImageDetail): Record<number, number> {
    const ofProject = (label: number) =>
      this.project?.classes.find((item) => item.label === label)?.threshold ?? 1;
    const labels = scores?.labels ?? [];
    return Object.fromEntries(labels.map((label) => [label, thresholds[label] ?? ofProject(label)]));
  }

  private async save(): Promise<void> {
    clearTimeout(this.saving);
    const { detail } = this;
    const changes = Object.entries(this.unsaved);
    this.unsaved = {};
    if (!detail) return;
    for (const [label, threshold] of changes) {
      await callRoute('image.setThreshold', { id: detail.id, label: Number(label), threshold });
    }
  }

  private replace(changed: ImageSummary): void {
    this.images = this.images.map((image) => (image.id === changed.id ? changed : image));
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      const words = messages.problems[error.code];
      this.problem = words ? `${words} ${error.message}` : error.message;
    }
  }
}

function isOpen(state: ImageState): boolean {
  return state === 'new' || state === 'proposed' || state === 'edited';
}
