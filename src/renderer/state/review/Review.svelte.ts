import type { AppEvent } from '../../../shared/contract/events.ts';
import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { RisksProgress } from '../../../shared/contract/riskRoutes.ts';
import type { Decision } from '../../../shared/images/imageState.ts';
import { isPossible } from '../../../shared/images/imageState.ts';
import type { Api } from '../../api/Api.ts';
import { messages } from '../../messages/messages.ts';
import type { CurrentImage } from '../CurrentImage.svelte.ts';
import type { Images } from '../Images.svelte.ts';
import type { Many } from '../Many.svelte.ts';
import type { Notices } from '../Notices.svelte.ts';
import type { Painting } from '../Painting.svelte.ts';
import type { ProjectState } from '../ProjectState.svelte.ts';
import type { Queue } from '../Queue.svelte.ts';
import type { Viewport } from '../Viewport.svelte.ts';
import { GalleryTiles } from './GalleryTiles.ts';
import { ReviewChoice } from './ReviewChoice.svelte.ts';
import { ReviewFacts } from './ReviewFacts.svelte.ts';
import { ReviewHistory } from './ReviewHistory.svelte.ts';
import { ReviewList } from './ReviewList.svelte.ts';
import { ReviewNotes } from './ReviewNotes.svelte.ts';
import { ReviewThreshold } from './ReviewThreshold.svelte.ts';
import { Stats } from './Stats.svelte.ts';
import { Suspects } from './Suspects.svelte.ts';

/** Wide of a tile, in pixels of the page. */
export const SMALLEST_TILE = 96;
export const LARGEST_TILE = 400;

/** After the last change of an image, it is asked who has decided what. */
const REST_MS = 2000;

interface Parts {
  api: Api;
  notices: Notices;
  current: CurrentImage;
  viewport: Viewport;
  images: Images;
  project: ProjectState;
  queue: Queue;
  many: Many;
  painting: Painting;
}

/** The review room: all images at a glance, the likeliest to be wrong first, and what a reviewer does to them. */
export class Review {
  isOpen = $state(false);
  /** Wide of a tile, in pixels of the page. */
  tileSize = $state(176);
  /** How the gallery is laid out now. */
  columns = $state(1);
  rows = $state(1);
  /** Counts tiles that came or went, so that the gallery draws again. */
  version = $state(0);
  readonly tiles: GalleryTiles;
  readonly facts: ReviewFacts;
  readonly notes: ReviewNotes;
  readonly list: ReviewList;
  readonly choice: ReviewChoice;
  readonly threshold: ReviewThreshold;
  readonly history: ReviewHistory;
  readonly suspects: Suspects;
  readonly stats: Stats;
  private readonly parts: Parts;
  private loaded = false;
  /** How many risks had become other ones when the page heard of it last. */
  private riskChanges = 0;
  /** Whether images have changed since it was asked who has decided them. */
  private isDecidedSince = false;
  private resting: ReturnType<typeof setTimeout> | undefined;
  /** One decision after the other. */
  private deciding: Promise<number[]> = Promise.resolve([]);

  constructor(parts: Parts) {
    const { api, notices, images, project } = parts;
    this.parts = parts;
    this.tiles = new GalleryTiles(api);
    this.history = new ReviewHistory(notices);
    this.facts = new ReviewFacts({ api, notices });
    this.notes = new ReviewNotes({ api, notices, history: this.history });
    this.list = new ReviewList({ images, facts: this.facts, notes: this.notes });
    this.choice = new ReviewChoice(this.list);
    this.threshold = new ReviewThreshold({ api, notices, project, history: this.history });
    this.suspects = new Suspects(parts);
    this.stats = new Stats({ api, notices });
    this.threshold.onChanged = (ids) => this.outdated(ids);
    this.tiles.onReady = () => (this.version += 1);
    this.tiles.onFailed = (error) => void notices.attempt(() => Promise.reject(error as Error));
  }

  resize(factor: number): void {
    this.tileSize = Math.round(Math.min(LARGEST_TILE, Math.max(SMALLEST_TILE, this.tileSize * factor)));
  }

  /** Goes from the desk to the gallery. */
  async open(): Promise<void> {
    if (!this.parts.painting.mayLeave()) return;
    this.isOpen = true;
    if (this.loaded) {
      if (this.isDecidedSince) await this.loadDecisions();
      return;
    }
    this.isDecidedSince = false;
    this.loaded = true;
    this.list.isWaiting = true;
    await Promise.all([this.facts.load(), this.notes.load()]);
    this.list.arrange();
    this.choice.begin();
  }

  /** Back to the desk, with the image that was open there. */
  close(): void {
    this.threshold.leave();
    this.stats.close();
    this.isOpen = false;
  }

  /** Has the desk's list begin with the images that are likeliest to be wrong, or all in the order of their paths again. */
  async orderList(byRisk: boolean): Promise<void> {
    if (byRisk) await this.facts.load();
    this.parts.queue.order(byRisk ? 'risk' : 'list');
    if (byRisk && !this.facts.hasRisk) this.parts.notices.notice = messages.review.noRisk;
  }

  /** Goes through single regions on the desk, and comes back to the gallery at the end. */
  async beginSuspects(): Promise<void> {
    this.threshold.leave();
    this.isOpen = !(await this.suspects.begin());
  }

  endSuspects(): void {
    this.suspects.end();
    this.isOpen = true;
  }

  /** Opens the image in hand on the desk; whoever comes back finds the gallery as it was. */
  async openOnDesk(): Promise<void> {
    const { focused } = this.choice;
    if (!focused) return;
    this.close();
    await this.parts.queue.open(focused.id);
  }

  receive(event: AppEvent): void {
    if (event.type === 'image') {
      this.outdated([event.image.id]);
      this.isDecidedSince = true;
      clearTimeout(this.resting);
      if (this.isOpen) this.resting = setTimeout(() => void this.loadDecisions(), REST_MS);
    }
    if (event.type === 'stats') this.stats.receive(event);
    if (event.type === 'agreement' && event.left === 0)
      this.stats.receive({ left: this.stats.left, problem: null });
    if (event.type === 'risks') void this.takeRisks(event.progress);
  }

  private loadDecisions(): Promise<void> {
    this.isDecidedSince = false;
    return this.facts.loadDecisions();
  }

  /** Risks are shown once all are known. Places are kept until the room is opened anew, unless no risk was known yet. */
  private async takeRisks({ done, total, changes }: RisksProgress): Promise<void> {
    if (changes === this.riskChanges || (this.isOpen && done < total)) return;
    this.riskChanges = changes;
    this.loaded = this.isOpen;
    if (!this.isOpen) return;
    const { hasRisk } = this.facts;
    await this.facts.load();
    if (!hasRisk) this.list.arrange();
  }

  /** Images are no longer as their tiles show them; none are, where none are named. */
  outdated(ids?: readonly number[]): void {
    this.tiles.outdated(ids);
    this.version += 1;
  }

  /** Decides about the images in hand, and goes on to the next at once: whoever is fast decides about that meanwhile. */
  async decide(what: Decision): Promise<void> {
    const { many, notices } = this.parts;
    const images = this.choice.inHand.filter(({ state }) => isPossible(what, state));
    if (images.length === 0) {
      notices.notice = messages.review.nothingTo(what);
      return;
    }
    if (this.choice.chosen.length === 0) this.choice.step(1);
    else this.choice.clear();
    const turn = this.deciding.then(() => many.decideOn(images, what));
    this.deciding = turn.catch(() => []);
    const ids = await turn;
    if (ids.length === 0) return;
    this.history.done({
      words: messages.review.decided(what, ids.length),
      undo: () => many.step(ids, 'undo'),
      redo: () => many.step(ids, 'redo'),
    });
  }

  /** Sets a verdict on the images in hand, or takes it back. */
  async verdict(text: string): Promise<void> {
    await this.notes.toggleVerdict(
      this.choice.inHand.map(({ id }) => id),
      text,
    );
  }

  /** Gives the images that are chosen what is tried as their own threshold. */
  async applyToChosen(): Promise<void> {
    const { label } = this.threshold;
    if (label === undefined) return;
    const concerned = this.choice.inHand.flatMap((image: ImageSummary) => {
      const tile = this.tiles.get(image.id);
      const at = tile?.scores?.labels.indexOf(label) ?? -1;
      if (!tile || at < 0) return [];
      return [{ id: image.id, before: tile.own[at] ? tile.thresholds[at] : undefined }];
    });
    await this.threshold.applyTo(concerned);
  }
}
