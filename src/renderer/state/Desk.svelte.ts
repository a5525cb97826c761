import type { AppEvent } from '../../shared/contract/events.ts';
import type { ImageDetail, ImageState, ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { BatchProgress, ProjectSummary, ProviderLine } from '../../shared/contract/projectRoutes.ts';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { callRoute, RouteError } from '../api/callRoute.ts';
import { messages } from '../messages.ts';
import type { AppState } from './AppState.svelte.ts';
import { ImageCache } from './ImageCache.ts';
import { OpenImage } from './OpenImage.svelte.ts';
import { Outbox } from './Outbox.ts';

const SAVE_AFTER_MS = 250;
const AHEAD = 2;

/** The project on the desk: its images, the one that is open, and what can be done with it. */
export class DeskState {
  readonly app: AppState;
  project = $state.raw<ProjectSummary>();
  images = $state.raw<ImageSummary[]>([]);
  image = $state.raw<OpenImage>();
  /** The image that is being opened, until it is there. */
  opening = $state<number>();
  /** An image that was chosen and could not be opened. */
  broken = $state<number>();
  proposing = $state(false);
  loading = $state(true);
  batch = $state.raw<BatchProgress | null>(null);
  provider = $state.raw<ProviderLine | null>(null);
  exportProgress = $state.raw<{ done: number; total: number }>();
  nameFilter = $state('');
  stateFilter = $state<ImageState | 'all' | 'problem'>('all');
  tagFilter = $state<number | 'all'>('all');
  readonly outbox: Outbox;

  readonly shown = $derived.by(() => {
    const name = this.nameFilter.trim().toLowerCase();
    const [state, tag] = [this.stateFilter, this.tagFilter];
    if (name === '' && state === 'all' && tag === 'all') return this.images;
    return this.images.filter(
      (image) =>
        (state === 'all' || image.state === state || (state === 'problem' && image.problem !== null)) &&
        (tag === 'all' || image.tags?.includes(tag)) &&
        image.path.toLowerCase().includes(name),
    );
  });
  /** The image that is chosen in the list, whether it is there yet, or ever. */
  readonly current = $derived(this.opening ?? this.broken ?? this.image?.id);
  readonly accepted = $derived(this.images.filter(({ state }) => state === 'accepted').length);

  private readonly cache: ImageCache;
  /** A change of the parameters under way. */
  private changing: Promise<unknown> = Promise.resolve();
  private saving: ReturnType<typeof setTimeout> | undefined;
  /** Thresholds of the open image that are not saved yet, by label. */
  private unsaved: Record<number, number> = {};

  constructor(app: AppState) {
    this.app = app;
    this.outbox = new Outbox((error) => error.code !== 'lost' && app.tell(error));
    this.cache = new ImageCache();
  }

  /** Loads the project; `keep` stays on the image that is open now. */
  async load({ keep = false } = {}): Promise<void> {
    const before = keep ? this.image?.id : undefined;
    this.cache.clear();
    await this.app.attempt(async () => {
      this.takeProject(await callRoute('project.get', {}));
      this.images = await callRoute('image.list', {});
      const first = this.images.find(({ id }) => id === before) ?? this.images.find(isOpen) ?? this.images[0];
      if (first) await this.open(first.id);
    });
    this.loading = false;
  }

  receive(event: AppEvent): void {
    if (event.type === 'image') {
      this.replace(event.image);
      this.cache.outdated(event.image.id);
      if (event.image.id === this.image?.id && this.awaitsProposal(event.image)) void this.refreshImage();
    } else if (event.type === 'batch') this.batch = event.progress;
    else if (event.type === 'provider') this.provider = event.line;
    else if (event.type === 'export') this.exportProgress = event;
    else if (event.type === 'batch-ended') {
      this.batch = null;
      if (event.stoppedBy !== null) this.app.problem = event.stoppedBy;
      else this.app.notice = messages.batchEnded(event.proposed, event.problems.length, event.cancelled);
      void this.refreshProject();
    }
  }

  async open(id: number): Promise<void> {
    this.opening = id;
    let unreadable = false;
    await this.app.attempt(async () => {
      await this.saveThresholds();
      await this.outbox.idle();
      const { detail, picture } = await this.cache.take(id).catch((error: unknown) => {
        // While nobody answers, the image that is open stays: nothing is wrong with the next one.
        unreadable = error instanceof RouteError && error.code !== 'lost' && error.code !== 'elsewhere';
        throw error;
      });
      // Somebody may have gone on to another image meanwhile.
      if (this.opening !== id) return picture.photo.close();
      const options = { outbox: this.outbox, onSummary: (image: ImageSummary) => this.replace(image) };
      const image = new OpenImage(detail, picture, options);
      image.thresholds = this.thresholdsOf(detail);
      this.image = image;
    });
    if (this.opening !== id) return;
    this.opening = undefined;
    this.broken = unreadable ? id : undefined;
    if (unreadable) this.image = undefined;
    this.lookAhead(id);
    if (this.image?.id === id && !this.image.scores && this.project?.pack) await this.propose();
  }

  /** Moves along the list as it is filtered now. */
  async step(by: 1 | -1): Promise<void> {
    const next = this.shown[this.shown.findIndex(({ id }) => id === this.current) + by];
    if (next) await this.open(next.id);
  }

  /** Accepts or rejects the open image and moves on to the next open one. */
  async decide(route: 'image.accept' | 'image.reject'): Promise<void> {
    const { image } = this;
    if (!image || image.decided || this.opening !== undefined) return;
    await this.app.attempt(async () => {
      await this.saveThresholds();
      await this.outbox.idle();
      this.replace(await callRoute(route, { id: image.id }));
      await this.open(this.openAfter(image.id)[0]?.id ?? image.id);
    });
  }

  async reopen(): Promise<void> {
    const { image } = this;
    if (!image?.decided) return;
    await this.app.attempt(async () => {
      this.replace(await callRoute('image.reopen', { id: image.id }));
      await this.open(image.id);
    });
  }

  setThreshold(label: number, threshold: number): void {
    const { image } = this;
    if (!image || image.decided) return;
    image.thresholds[label] = threshold;
    this.unsaved[label] = threshold;
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.app.attempt(() => this.saveThresholds()), SAVE_AFTER_MS);
  }

  /** Goes back to the project's thresholds for the open image. */
  async clearThresholds(): Promise<void> {
    const { image } = this;
    if (!image) return;
    await this.app.attempt(async () => {
      await this.saveThresholds();
      for (const label of Object.keys(image.thresholds).map(Number))
        await callRoute('image.setThreshold', { id: image.id, label, threshold: null });
      await this.refreshImage();
    });
  }

  /** Makes the open image's thresholds those of the project. */
  async shareThresholds(): Promise<void> {
    const { image } = this;
    if (!image) return;
    await this.app.attempt(async () => {
      for (const [label, threshold] of Object.entries(image.thresholds))
        await callRoute('class.setThreshold', { label: Number(label), threshold });
      await this.refreshProject();
      await this.clearThresholds();
    });
  }

  async setVoidHalfWidth(voidHalfWidth: number): Promise<void> {
    if (this.project) this.project = { ...this.project, voidHalfWidth };
    await this.app.attempt(() => callRoute('project.setVoidHalfWidth', { voidHalfWidth }));
  }

  /** Adds or takes away a tag of the open image, and proposes it anew. */
  async toggleTag(label: number): Promise<void> {
    const { image } = this;
    if (!image || image.decided) return;
    const tags = image.detail.tags ?? [];
    const labels = tags.includes(label) ? tags.filter((tag) => tag !== label) : [...tags, label];
    await this.app.attempt(async () => {
      await this.saveThresholds();
      const summary = await callRoute('image.setTags', { id: image.id, labels });
      image.detail = { ...image.detail, ...summary };
      if (this.project?.pack) await this.propose();
    });
  }

  /** Proposes the open image with the parameters as they are. */
  async propose(): Promise<void> {
    const { image } = this;
    if (!image || image.decided) return;
    this.proposing = true;
    await this.changing;
    await this.app.attempt(async () => {
      await this.saveThresholds();
      const detail = await callRoute('image.propose', { id: image.id });
      image.takeProposal(detail, this.thresholdsOf(detail));
    });
    this.proposing = false;
  }

  /** Changes how proposals are made; a proposal that is asked for meanwhile waits for it. */
  setParameters(parameters: ProposalParameters): Promise<boolean> {
    const changed = this.app.attempt(async () => {
      await this.saveThresholds();
      this.takeProject(await callRoute('project.setParameters', { parameters }));
      this.cache.clear();
      // Whether its proposal is still current is for Camweave to say.
      await this.refreshImage();
    });
    this.changing = changed;
    return changed;
  }

  async startBatch(): Promise<void> {
    await this.app.attempt(async () => {
      const batch = await callRoute('batch.start', {});
      // An empty one may have ended before it is heard of.
      this.batch = batch.total > 0 ? batch : null;
    });
  }

  async cancelBatch(): Promise<void> {
    await this.app.attempt(() => callRoute('batch.cancel', {}));
  }

  takeProject(project: ProjectSummary): void {
    this.project = project;
    this.batch = project.batch;
    this.provider = project.provider ?? this.provider;
  }

  private async refreshProject(): Promise<void> {
    await this.app.attempt(async () => this.takeProject(await callRoute('project.get', {})));
  }

  private async refreshImage(): Promise<void> {
    const { image } = this;
    if (!image) return;
    await this.app.attempt(async () => {
      const detail = await callRoute('image.get', { id: image.id });
      image.takeProposal(detail, this.thresholdsOf(detail));
    });
  }

  /** Whether a proposal has come for the open image while it was looked at. */
  private awaitsProposal({ state }: ImageSummary): boolean {
    return this.image?.detail.scores === null && state !== 'new' && !this.proposing;
  }

  /** Open images after one in the list, then from its start. */
  private openAfter(id: number): ImageSummary[] {
    const at = this.images.findIndex((image) => image.id === id);
    return [...this.images.slice(at + 1), ...this.images.slice(0, Math.max(0, at))].filter(isOpen);
  }

  /** The next images are proposed, fetched and decoded while this one is looked at. */
  private lookAhead(id: number): void {
    const at = this.shown.findIndex((image) => image.id === id);
    const next = this.shown
      .slice(at + 1)
      .filter(isOpen)
      .slice(0, AHEAD);
    this.cache.prepare(
      next.map((image) => image.id),
      Boolean(this.project?.pack),
    );
  }

  private thresholdsOf({ scores, thresholds }: ImageDetail): Record<number, number> {
    const ofProject = (label: number): number =>
      this.project?.classes.find((item) => item.label === label)?.threshold ?? 1;
    const labels = scores?.labels ?? [];
    return Object.fromEntries(labels.map((label) => [label, thresholds[label] ?? ofProject(label)]));
  }

  private async saveThresholds(): Promise<void> {
    clearTimeout(this.saving);
    const { image } = this;
    const changes = this.unsaved;
    this.unsaved = {};
    if (!image) return;
    try {
      for (const [label, threshold] of Object.entries(changes))
        await callRoute('image.setThreshold', { id: image.id, label: Number(label), threshold });
    } catch (error) {
      // They are saved with the next change, or before another image is opened.
      this.unsaved = { ...changes, ...this.unsaved };
      throw error;
    }
  }

  private replace(changed: ImageSummary): void {
    const at = this.images.findIndex(({ id }) => id === changed.id);
    if (at !== -1) this.images = this.images.with(at, changed);
  }
}

/** Whether an image still waits for a decision. */
function isOpen({ state }: ImageSummary): boolean {
  return state === 'new' || state === 'proposed' || state === 'edited';
}
