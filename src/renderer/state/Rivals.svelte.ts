import type { Output } from '../../shared/contract/routes.ts';
import type { Api } from '../api/Api.ts';
import { unpackBytes } from '../api/packBytes.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Decisions } from './Decisions.ts';
import type { Done } from './Deed.ts';
import type { Evidence } from './Evidence.svelte.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Painting } from './Painting.svelte.ts';
import type { ProjectState } from './ProjectState.svelte.ts';
import type { Queue } from './Queue.svelte.ts';
import type { Thresholds } from './Thresholds.ts';
import type { Truth } from './Truth.svelte.ts';

interface Parts {
  api: Api;
  notices: Notices;
  project: ProjectState;
  images: Images;
  current: CurrentImage;
  queue: Queue;
  decisions: Decisions;
  outbox: Outbox;
  thresholds: Thresholds;
  painting: Painting;
  truth: Truth;
  evidence: Evidence;
}

/** What other people have made of the open image, where parts of a project were joined: shown against its labels, or taken in their place. */
export class Rivals {
  /** Is told of labels that were taken. */
  onDone: Done = () => undefined;
  private found = $state.raw<{ image: OpenImage; lines: Output<'rival.list'> }>();
  private readonly parts: Parts;
  private taking = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Those who have made something else of the open image than it shows, as it was opened. */
  get lines(): Output<'rival.list'> {
    const { found } = this;
    return found && found.image === this.parts.current.image ? found.lines : [];
  }

  /** To be called when another image is open: asks for its own. */
  async need(): Promise<void> {
    const { api, notices, current, project, truth, evidence } = this.parts;
    const { image } = current;
    // What was shown against is of the image before.
    if (!truth.isThere)
      for (const side of ['left', 'right'] as const)
        if (evidence[side] === 'difference' || evidence[side] === 'truth') evidence[side] = 'labels';
    if (!image || !project.summary?.rivals || this.found?.image === image) return;
    this.found = { image, lines: [] };
    await notices.attempt(async () => {
      const lines = await api.call('rival.list', { id: image.id });
      if (this.found?.image === image) this.found = { image, lines };
    });
  }

  /** Shows how the open image differs from what a person has labelled; its labels again where that is shown already. */
  async show(author: string): Promise<void> {
    const { api, notices, current, truth, evidence } = this.parts;
    const { image } = current;
    if (!image) return;
    if (truth.author === author) {
      truth.compareWith(undefined);
      evidence.show('labels');
      return;
    }
    await notices.attempt(async () => {
      const answer = await api.call('rival.labels', { id: image.id, author });
      const labels = answer && (await unpackBytes(answer.labels));
      if (!labels || current.image !== image) return;
      truth.compareWith({ image, labels, author });
      evidence.show('difference');
    });
  }

  /** Paints what a person has labelled over the open image, reopening it where it is decided: one deed. */
  async take(author: string): Promise<void> {
    const { notices, current, painting } = this.parts;
    const { image } = current;
    if (!image || this.taking || current.opening !== undefined || !painting.mayLeave()) return;
    this.taking = true;
    await notices.attempt(async () => {
      let taken = await this.paint(image.id, author);
      this.onDone(image.id, {
        words: messages.rivals.deed(author || messages.rivals.nobody),
        undo: (at) => this.giveBack(at, taken),
        redo: async (at) => {
          taken = await this.paint(at.id, author);
        },
      });
    });
    this.taking = false;
  }

  private async paint(id: number, author: string): Promise<Output<'rival.take'>> {
    const { api, images, queue, outbox, thresholds, project } = this.parts;
    const head = { number: crypto.randomUUID(), project: project.summary!.id };
    await thresholds.save();
    // What is on its way comes first.
    await outbox.idle({ own: true });
    const taken = await api.call('rival.take', { id, author }, head);
    images.replace(taken.image);
    await queue.open(id, { asItIs: true });
    return taken;
  }

  private async giveBack(at: OpenImage, { reopened, note }: Output<'rival.take'>): Promise<void> {
    const { api, decisions, queue } = this.parts;
    await at.step('undo');
    if (note !== null) await api.call('note.redo', { note });
    if (reopened) await decisions.step('undo');
    else await queue.open(at.id, { asItIs: true });
  }
}
