import type { ImageSummary } from '../../shared/contract/imageRoutes.ts';
import type { HeadSummary, Learning as Learned, TaughtClass } from '../../shared/contract/learnRoutes.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Done } from './Deed.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  images: Images;
  current: CurrentImage;
}

/** What was learned from what is accepted, and whether and from what it is learned. */
export class Learning {
  /** Undefined until Camweave has said it. */
  now = $state.raw<Learned>();
  /** Is told of every change that a person makes. */
  onDone: Done = () => undefined;
  /** Is told where proposals are made with another head now, or without one. */
  onHead: () => void = () => undefined;
  /** Open images whose proposal was made with another head, and on which nobody has worked. */
  readonly older = $derived.by(() => this.parts.images.all.filter((image) => this.isOlder(image)).length);
  /** By label. */
  private readonly byLabel = $derived(new Map(this.now?.classes.map((item) => [item.label, item])));
  private readonly parts: Parts;
  /** Counts what was heard, which is newer than any answer that is still under way. */
  private heard = 0;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** The head that proposals are made with, 0 for none; undefined until that is known. */
  get headId(): number | undefined {
    return this.now?.proposesWith;
  }

  /** Whether something is being learned. */
  get isBusy(): boolean {
    return this.now !== undefined && (this.now.training || this.now.waiting > 0);
  }

  /** What a class has learned from. */
  of(label: number): TaughtClass | undefined {
    return this.byLabel.get(label);
  }

  /** Whether an image's proposal was made with another head than the one in force. */
  differs({ head }: Pick<ImageSummary, 'head'>): boolean {
    return head !== null && this.headId !== undefined && head !== this.headId;
  }

  /** Whether it would be proposed otherwise now, and nobody has painted or decided. */
  isOlder(image: Pick<ImageSummary, 'head' | 'state'>): boolean {
    return image.state === 'proposed' && this.differs(image);
  }

  /** Whether the open image could be proposed anew without changing anything that a person did to it. */
  get isOffered(): boolean {
    const { image } = this.parts.current;
    if (!image || image.closed || !this.isOlder(image.detail)) return false;
    // Own thresholds are a plain object, and change together with those in force.
    void Object.values(image.thresholds);
    return Object.keys(image.own).length === 0;
  }

  /** @throws RouteError */
  async load(): Promise<void> {
    await this.ask(() => this.parts.api.call('learn.get', {}));
  }

  /** Asks what was told while there was no line. */
  async hearAgain(): Promise<void> {
    await this.parts.notices.attempt(() => this.load());
  }

  /** Takes over what Camweave tells without being asked. */
  receive(learned: Learned): void {
    this.heard += 1;
    this.take(learned);
  }

  /** Switches learning on or off; undone on the image where it was. */
  async setOn(on: boolean): Promise<void> {
    const put = (to: boolean) => (): Promise<void> =>
      this.ask(() => this.parts.api.call('learn.setOn', { on: to }));
    if (this.now && this.now.on !== on) await this.change(messages.learning.deeds.on, put(on), put(!on));
  }

  /** Chooses whether strokes on images that are not accepted teach too. */
  async setScribbles(scribbles: boolean): Promise<void> {
    const put = (to: boolean) => (): Promise<void> =>
      this.ask(() => this.parts.api.call('learn.setScribbles', { scribbles: to }));
    if (this.now && this.now.scribbles !== scribbles)
      await this.change(messages.learning.deeds.scribbles, put(scribbles), put(!scribbles));
  }

  /**
   * Lets a class learn, or leaves its proposals as the pack makes them.
   *
   * @returns whether that was done
   */
  async setClass(label: number, learns: boolean): Promise<boolean> {
    const { api, project } = this.parts;
    const put = (to: boolean) => async (): Promise<void> => {
      await this.ask(() => api.call('learn.setClass', { label, learns: to }));
      // Which classes are proposed may be others now.
      await project.refresh();
    };
    const words = messages.learning.deeds.class(project.nameOf(label));
    return this.change(words, put(learns), put(!learns));
  }

  /** Goes back to an earlier head; null follows the newest again. */
  async use(head: HeadSummary['id'] | null): Promise<void> {
    const before = this.now?.pinned ? this.now.head!.id : null;
    const put = (to: number | null) => (): Promise<void> =>
      this.ask(() => this.parts.api.call('learn.use', { head: to }));
    if (head !== before) await this.change(messages.learning.deeds.use, put(head), put(before));
  }

  private async change(
    words: string,
    redo: () => Promise<void>,
    undo: () => Promise<void>,
  ): Promise<boolean> {
    const { notices, current } = this.parts;
    const id = current.image?.id;
    const isDone = await notices.attempt(redo);
    if (isDone && id !== undefined) this.onDone(id, { words, undo, redo });
    return isDone;
  }

  /** Whatever was heard since it was asked is newer than the answer. */
  private async ask(call: () => Promise<Learned>): Promise<void> {
    const { heard } = this;
    const answer = await call();
    if (heard === this.heard) this.take(answer);
  }

  private take(learned: Learned): void {
    const before = this.headId;
    this.now = learned;
    if (before !== undefined && before !== this.headId) this.onHead();
  }
}
