import type { AppEvent } from '../../shared/contract/events.ts';
import { copyPath } from '../../shared/projects/projectName.ts';
import { messages } from '../messages/messages.ts';
import type { App } from './App.svelte.ts';
import { ActiveTime } from './ActiveTime.svelte.ts';
import { Batch } from './Batch.svelte.ts';
import { ChangedPhotograph } from './ChangedPhotograph.ts';
import { Clicks } from './Clicks.svelte.ts';
import { Classes } from './Classes.svelte.ts';
import { CurrentImage } from './CurrentImage.svelte.ts';
import { Decisions } from './Decisions.ts';
import { Dialogs } from './Dialogs.svelte.ts';
import { Edges } from './Edges.svelte.ts';
import { Evidence } from './Evidence.svelte.ts';
import { Exporting } from './Exporting.svelte.ts';
import { Importing } from './Importing.svelte.ts';
import { Guide } from './Guide.svelte.ts';
import { History } from './History.svelte.ts';
import { ImageCache } from './ImageCache.ts';
import { Images } from './Images.svelte.ts';
import { Inspection } from './Inspection.svelte.ts';
import { Learning } from './Learning.svelte.ts';
import { Leaving } from './Leaving.svelte.ts';
import { Objects } from './Objects.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import { Outbox } from './Outbox.ts';
import { Painting } from './Painting.svelte.ts';
import { Pixels } from './Pixels.svelte.ts';
import { Pointers } from './Pointers.svelte.ts';
import { ProjectState } from './ProjectState.svelte.ts';
import { Proposing } from './Proposing.svelte.ts';
import { Many } from './Many.svelte.ts';
import { Review } from './review/Review.svelte.ts';
import { Queue } from './Queue.svelte.ts';
import { Selection } from './Selection.svelte.ts';
import { Tags } from './Tags.ts';
import { Suggestions } from './Suggestions.svelte.ts';
import { Specks } from './Specks.svelte.ts';
import { Thresholds } from './Thresholds.ts';
import { Rivals } from './Rivals.svelte.ts';
import { Truth } from './Truth.svelte.ts';
import { Viewport } from './Viewport.svelte.ts';

/** An open project: builds a state for each concern, loads them, and hands events to those they concern. */
export class Desk {
  readonly app: App;
  readonly project: ProjectState;
  readonly classes: Classes;
  readonly images: Images;
  readonly current: CurrentImage;
  readonly queue: Queue;
  readonly thresholds: Thresholds;
  readonly proposing: Proposing;
  readonly edges: Edges;
  readonly learning: Learning;
  readonly decisions: Decisions;
  readonly batch: Batch;
  readonly selection: Selection;
  readonly many: Many;
  readonly changedPhotograph: ChangedPhotograph;
  readonly exporting: Exporting;
  readonly importing: Importing;
  readonly truth: Truth;
  readonly rivals: Rivals;
  readonly painting: Painting;
  readonly clicks: Clicks;
  readonly pixels: Pixels;
  readonly objects: Objects;
  readonly tags: Tags;
  readonly suggestions: Suggestions;
  readonly pointers: Pointers;
  readonly inspection: Inspection;
  readonly specks: Specks;
  readonly history: History;
  readonly guide: Guide;
  readonly evidence: Evidence;
  readonly review: Review;
  readonly activeTime: ActiveTime;
  readonly viewport = new Viewport();
  readonly dialogs = new Dialogs();
  readonly outbox: Outbox;
  readonly leaving: Leaving;
  loading = $state(true);
  /** Is told that this project is no longer the one that is open. */
  onOtherProject: () => void = () => undefined;
  private onHindered: () => void = () => undefined;
  private readonly cache: ImageCache;

  constructor(app: App) {
    const { api, notices } = app;
    const outbox = new Outbox({
      ...{ call: api.call, store: api.unsent },
      onWaiting: (error) => {
        if (error.code !== 'lost') notices.tell(error);
        if (error.code !== 'lost' && error.code !== 'locked') this.onHindered();
      },
      onSaved: (codes) => notices.over(codes),
      onLate: (images) => void this.showAnew(images),
      onOtherProject: () => this.onOtherProject(),
    });
    const cache = new ImageCache(api);
    const images = new Images();
    const project = new ProjectState(api, notices);
    const thresholds = new Thresholds({ api, notices, project });
    const current = new CurrentImage({ api, notices, images, thresholds, outbox, cache });
    const proposing = new Proposing({ api, notices, project, current, thresholds, cache });
    const learning = new Learning({ api, notices, project, images, current });
    const riskOf = (id: number): number | undefined => this.review.facts.riskOf(id);
    const queue = new Queue({ images, current, project, proposing, cache, learning, riskOf });
    const tags = new Tags({ api, notices, project, current, thresholds, proposing });
    this.suggestions = new Suggestions({ api, notices, project, images, current, tags });
    const pixels = new Pixels({ api, notices, current });
    const edges = new Edges({ api, notices, project, current, thresholds, cache });
    const objects = new Objects({ api, notices, project, current, outbox, edges });
    const clicks = new Clicks({ api, notices, outbox, thresholds, edges });
    const painting = new Painting({
      notices,
      project,
      current,
      viewport: this.viewport,
      tags,
      pixels,
      clicks,
      objects,
    });
    const decisions = new Decisions({
      ...{ notices, images, current, queue, thresholds, outbox },
      ...{ proposing, painting, edges },
    });
    this.app = app;
    notices.onImageChanged = () => void current.lookAgain();
    this.project = project;
    this.images = images;
    this.current = current;
    this.queue = queue;
    this.thresholds = thresholds;
    this.proposing = proposing;
    this.edges = edges;
    this.learning = learning;
    this.decisions = decisions;
    this.painting = painting;
    this.clicks = clicks;
    this.pixels = pixels;
    this.objects = objects;
    this.tags = tags;
    const { viewport } = this;
    const { preferences } = app;
    this.pointers = new Pointers({ painting, viewport, preferences });
    const { pointers } = this;
    this.inspection = new Inspection({ preferences, project, current, painting, pointers, viewport });
    this.specks = new Specks({ project, current, painting });
    this.outbox = outbox;
    this.cache = cache;
    this.leaving = new Leaving({ notices, outbox, thresholds, preferences: app.preferences });
    this.batch = new Batch({ api, notices, project });
    this.selection = new Selection({ queue, current });
    this.many = new Many({
      ...{ api, notices, images, current, project, thresholds, outbox },
      ...{ selection: this.selection, batch: this.batch, painting },
    });
    this.review = new Review({
      ...{ api, notices, images, project, queue, painting, current },
      ...{ many: this.many, viewport: this.viewport },
    });
    this.activeTime = new ActiveTime({
      ...{ call: api.call, clock: () => performance.now(), project: () => project.summary?.id },
    });
    this.classes = new Classes({
      ...{ api, notices, project, images, current, queue },
      ...{ painting, thresholds, outbox },
    });
    this.changedPhotograph = new ChangedPhotograph({ api, notices, current, outbox });
    this.exporting = new Exporting({ api, notices, outbox });
    this.importing = new Importing({ api, notices, outbox, thresholds, current, queue, project });
    this.history = new History({ notices, current, painting, decisions, many: this.many, objects });
    this.guide = new Guide(app, project);
    learning.onHead = () => {
      queue.prepareAnew();
      queue.arrange();
      // To have them counted takes a second where there are a hundred thousand.
      const taught = (learning.now?.classes ?? []).filter((item) => item.taught);
      project.learned(new Set(taught.map(({ label }) => label)), learning.older);
    };
    for (const state of [tags, proposing, edges, learning, objects])
      state.onDone = (image, deed) => this.history.note(image, deed);
    thresholds.onDone = (image, deed) => {
      this.history.note(image, deed);
      this.guide.did('threshold');
    };
    painting.strokes.onDone = (image, deed) => {
      this.history.note(image, deed);
      this.guide.did('stroke');
    };
    this.changedPhotograph.onForgotten = (image) => this.history.forget(image);
    painting.strokes.onRefused = (image) => this.history.forget(image);
    thresholds.onMoved = (image) => edges.moved(image ?? current.image);
    edges.onRested = () => painting.again();
    current.onProposed = (image) => {
      painting.takeUp(image);
      edges.moved(image);
    };
    current.onOpened = (image) => {
      pixels.opened(image);
      painting.takeUp(image);
      this.history.opened(image);
      edges.moved(image);
    };
    this.classes.onDone = (deed) => this.history.done(deed);
    this.classes.onRelabelled = () => this.suggestions.clear();
    for (const state of [this.many, this.suggestions]) state.onDone = (deed) => this.history.done(deed);
    for (const state of [decisions, this.many])
      state.onDecided = (decided) => {
        this.history.noteDecision(decided);
        if (decided.what === 'accept') this.guide.did('accept');
      };
    this.truth = new Truth({ api, notices, project, current });
    this.importing.onTaken = () => this.truth.forget();
    this.evidence = new Evidence({ api, notices, project, current, learning, truth: this.truth });
    this.rivals = new Rivals({
      ...{ api, notices, project, images, current, queue, decisions, outbox, thresholds, painting },
      ...{ truth: this.truth, evidence: this.evidence },
    });
    this.rivals.onDone = (image, deed) => this.history.note(image, deed);
  }

  /** Gets the open image and the next ones ready for clicks, once somebody corrects by clicks. */
  prepareClicks(): void {
    const { image } = this.current;
    if (this.painting.tool.id === 'click' && image && !image.closed)
      void this.clicks.prepare([image.id, ...this.queue.ahead(image.id)]);
  }

  /** The class whose evidence is shown: the one that is painted, where it was proposed. */
  readonly evidenceLabel = $derived.by(() => {
    const labels = this.current.image?.scores?.labels ?? [];
    return labels.includes(this.painting.label) ? this.painting.label : (labels[0] ?? 0);
  });

  /**
   * Loads the project; `keep` stays on the image that is open now.
   *
   * @returns false where another project is open
   */
  async load({ keep = false } = {}): Promise<boolean> {
    const { api, notices } = this.app;
    const before = keep ? this.current.image?.id : undefined;
    this.cache.clear();
    let isSame = true;
    await notices.attempt(async () => {
      const summary = await api.call('project.get', {});
      isSame = summary.id === (this.project.summary?.id ?? summary.id);
      if (!isSame) return;
      this.project.take(summary);
      // Images are shown with what a page that was closed has left, unless that has to wait.
      let isLate = false;
      const hindered = new Promise<void>((resolve) => (this.onHindered = resolve));
      const sending = this.sendLeft().then((changed) => (isLate ? this.showAnew(changed) : undefined));
      await Promise.race([sending, hindered]);
      isLate = true;
      this.images.all = await api.call('image.list', {});
      await this.learning.load();
      this.queue.arrange();
      const first = this.queue.first(before);
      if (first) await this.queue.open(first.id);
    });
    this.loading = false;
    return isSame;
  }

  receive(event: AppEvent): void {
    this.review.receive(event);
    if (event.type === 'image') {
      if (event.proposed) {
        this.project.proposedOne();
        this.suggestions.outdated(event.image.id);
      }
      this.images.replace(event.image);
      this.cache.outdated(event.image.id, { proposed: event.proposed });
      const { image } = this.current;
      // A batch has proposed the open image while it was looked at: what is seen is what is accepted.
      const isOther = event.proposed && image?.id === event.image.id && !this.proposing.busy;
      if (isOther) void this.showNewProposal(image);
    } else if (event.type === 'batch') this.batch.progress = event.progress;
    else if (event.type === 'batch-ended') {
      this.batch.ended(event);
      this.queue.arrange();
    } else if (event.type === 'learning') this.learning.receive(event.learning);
    else if (event.type === 'provider') this.project.provider = event.line;
    else if (event.type === 'export') this.exporting.progress = event;
    else if (event.type === 'import') this.importing.progress = event;
    else if (event.type === 'agreement') this.truth.receive(event);
  }

  /** @returns images that have changed with what a page that was closed had left unsent */
  private async sendLeft(): Promise<ReadonlySet<number>> {
    const { notices } = this.app;
    const { sent, dropped, kept, images } = await this.outbox.begin(this.project.summary!.id);
    if (this.outbox.isStopped) return images;
    if (sent > 0) {
      notices.notice = messages.leftSent(sent);
      notices.over(['other-project']);
    }
    if (kept.length > 0) notices.problem = messages.leftKept(kept.length, kept[0]!.message);
    if (dropped.length > 0) notices.problem = messages.leftRefused(dropped.length, dropped[0]!.message);
    return images;
  }

  private async showNewProposal(image: OpenImage): Promise<void> {
    await this.app.notices.attempt(async () => {
      await this.thresholds.save();
      await image.refresh();
    });
  }

  /** Opens the image that is chosen again where it is one of those that have changed. */
  private async showAnew(changed: ReadonlySet<number>): Promise<void> {
    if (this.current.id !== undefined && changed.has(this.current.id)) await this.current.openAgain();
  }

  /** Copies the project, with all that was done to it, to where a person chooses. */
  async saveCopy(): Promise<void> {
    const { api, notices } = this.app;
    const { path } = this.project.summary ?? {};
    if (!api.shell || path === undefined) return;
    const chosen = await api.shell.choose('copy', copyPath(path));
    if (chosen === null) return;
    await notices.attempt(async () => {
      await this.thresholds.save();
      await this.outbox.idle();
      const copy = await api.call('project.saveCopy', { path: chosen });
      notices.notice = messages.copySaved(copy.path);
    });
  }

  /** Back to the start page, where there is one. */
  async leave(): Promise<void> {
    const { api, notices, summary } = this.app;
    if (!summary?.canChooseProject) return;
    await notices.attempt(async () => {
      await this.thresholds.save();
      await this.outbox.idle();
      await this.activeTime.tell();
      await api.call('project.close', {});
      await this.app.refresh();
    });
  }
}
