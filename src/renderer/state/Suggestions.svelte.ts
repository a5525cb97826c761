import { SvelteMap } from 'svelte/reactivity';
import { MOST_AT_ONCE } from '../../shared/contract/imagesRoutes.ts';
import type { ImageSummary, Suggestion } from '../../shared/contract/imageRoutes.ts';
import { isOpen } from '../../shared/images/imageState.ts';
import type { TagSource } from '../../shared/images/ProjectImage.ts';
import type { Api } from '../api/Api.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Deed } from './Deed.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Tags } from './Tags.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  images: Images;
  current: CurrentImage;
  tags: Tags;
}

/** Which classes somebody says that an image shows. */
interface Said {
  id: number;
  labels: number[] | null;
  by: TagSource;
}

/** Classes that the classifier suggests for images of the list; asked for as rows come into sight, and for no others. */
export class Suggestions {
  /** Is told of every tag that was added to an image that is not open. */
  onDone: (deed: Deed) => void = () => undefined;
  private readonly known = new SvelteMap<number, readonly Suggestion[]>();
  /** Images in sight that nobody has asked about yet. */
  private readonly wanted = new Set<number>();
  private asking: Promise<unknown> | undefined;
  private underWay: Promise<unknown> = Promise.resolve();
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** What can be added to an image with one click: none to one that is decided, and no tag that it has. */
  of({ id, state, tags }: ImageSummary): readonly Suggestion[] {
    if (!isOpen(state)) return [];
    const { classes } = this.parts.project;
    return (this.known.get(id) ?? []).filter(
      ({ label }) => !tags?.includes(label) && classes.some((item) => item.label === label),
    );
  }

  /** An image has come into sight; what is returned says that it has gone out of it. */
  want(id: number): () => void {
    if (!this.known.has(id)) {
      this.wanted.add(id);
      this.asking ??= this.ask().finally(() => (this.asking = undefined));
    }
    return () => this.wanted.delete(id);
  }

  /** An image was proposed anew. */
  outdated(id: number): void {
    this.known.delete(id);
  }

  /** Classes have changed. */
  clear(): void {
    this.known.clear();
  }

  /** Adds a tag to an image, open or not, and has it proposed anew. */
  async add({ id }: Pick<ImageSummary, 'id'>, label: number): Promise<void> {
    const { notices, images, current, tags } = this.parts;
    const isHere = current.image?.id === id;
    if (isHere && !current.image?.detail.tags?.includes(label)) await tags.toggle(label);
    if (isHere) return;
    await this.oneByOne(async () => {
      const image = images.all.find((item) => item.id === id);
      if (image && !image.tags?.includes(label)) await notices.attempt(() => this.addTo(image, label));
    });
  }

  private async addTo({ id, tags, tagSource }: ImageSummary, label: number): Promise<void> {
    const after = { id, labels: [...(tags ?? []), label], by: 'person' as const };
    // Others may have been added or taken away since: they stay.
    const put = (on: boolean): Promise<void> =>
      this.oneByOne(async () => {
        const now = this.parts.images.all.find((item) => item.id === id)?.tags ?? [];
        const others = now.filter((tag) => tag !== label);
        const labels = on ? [...others, label] : others.length > 0 ? others : tags;
        const isAsBefore = JSON.stringify(others) === JSON.stringify(tags ?? []);
        await this.say({ id, labels, by: !on && isAsBefore ? (tagSource ?? 'person') : 'person' });
        await this.propose(id);
      });
    await this.say(after);
    // It is seen now, and can be taken back while the proposal is under way.
    this.onDone({
      words: messages.deeds.tag(this.parts.project.nameOf(label)),
      undo: () => put(false),
      redo: () => put(true),
    });
    await this.propose(id);
  }

  private async say(said: Said): Promise<void> {
    const { api, images } = this.parts;
    images.replace(await api.call('image.setTags', said));
  }

  private async propose(id: number): Promise<void> {
    const { api, project } = this.parts;
    if (project.summary?.pack) await api.call('image.propose', { id });
  }

  /** Each call says all tags, so the next one waits for what the last has made of them. */
  private oneByOne(work: () => Promise<void>): Promise<void> {
    const turn = this.underWay.then(work);
    this.underWay = turn.catch(() => undefined);
    return turn;
  }

  private async ask(): Promise<void> {
    const { api, notices } = this.parts;
    // All rows that come into sight together are asked for together.
    await Promise.resolve();
    while (this.wanted.size > 0) {
      const ids = [...this.wanted].slice(-MOST_AT_ONCE);
      for (const id of ids) this.wanted.delete(id);
      const isAnswered = await notices.attempt(async () => {
        for (const { id, suggestions } of await api.call('images.suggestions', { ids }))
          this.known.set(id, suggestions);
      });
      if (!isAnswered) this.wanted.clear();
    }
  }
}
