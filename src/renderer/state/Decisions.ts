import type { Decision } from '../../shared/images/imageState.ts';
import { messages } from '../messages/messages.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Edges } from './Edges.svelte.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { DecisionRoute, Outbox } from './Outbox.ts';
import type { Painting } from './Painting.svelte.ts';
import type { Proposing } from './Proposing.svelte.ts';
import type { Queue } from './Queue.svelte.ts';
import type { RecentDecision } from './RecentDecision.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  notices: Notices;
  images: Images;
  current: CurrentImage;
  queue: Queue;
  thresholds: Thresholds;
  outbox: Outbox;
  proposing: Proposing;
  painting: Painting;
  edges: Edges;
}

/** Deciding about the image on the desk. */
export class Decisions {
  /** Is told of a decision that was made, before the image that it leads to is opened. */
  onDecided: (decided: RecentDecision) => void = () => undefined;
  private readonly parts: Parts;
  /** Whether a decision is on its way: one key press is one decision. */
  private deciding = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Accepts or rejects the open image and moves on to the next open one that the list shows. */
  async take(what: Exclude<Decision, 'reopen'>): Promise<void> {
    const { current, queue, proposing, painting, notices } = this.parts;
    const { image } = current;
    // What cannot be read can still be left out.
    const id = image?.id ?? (what === 'reject' ? current.broken : undefined);
    if (id === undefined || image?.decided || current.opening !== undefined || this.deciding) return;
    if (!painting.mayLeave()) return;
    // What is accepted is what is seen.
    if (what === 'accept' && proposing.busy) {
      notices.notice = messages.stillProposing;
      return;
    }
    // What is accepted follows edges, so that is seen first.
    if (what === 'accept' && this.parts.edges.isLacking) {
      const isShown = await this.parts.edges.refine();
      if (this.parts.edges.pending) notices.notice = messages.edges.stillMoving;
      if (!isShown || current.image !== image || this.deciding) return;
    }
    const next = queue.openAfter(id)?.id;
    const seen = what === 'accept' ? (image?.proposedKey ?? null) : undefined;
    const taken = await notices.attempt(async () => {
      await this.send(`image.${what}`, id, seen);
      // Whoever has gone on meanwhile stays there.
      const isHere = current.id === id;
      this.onDecided({ what, ids: [id], shown: isHere ? (next ?? id) : current.id! });
      if (isHere) await queue.open(next ?? id);
      if (next === undefined) notices.notice = messages.nothingLeft(queue.isFiltered);
    });
    // It may have been refused because it is no longer as it is shown.
    if (!taken && image && current.image === image) await notices.attempt(() => image.refresh());
  }

  async reopen(): Promise<void> {
    const { current, notices, queue } = this.parts;
    const { image } = current;
    if (!image?.decided || this.deciding) return;
    const { id } = image;
    await notices.attempt(async () => {
      await this.send('image.reopen', id);
      this.onDecided({ what: 'reopen', ids: [id], shown: current.id! });
      if (current.id === id) await queue.open(id, { asItIs: true });
    });
  }

  /**
   * Takes the last decision on the open image back, or makes it again.
   *
   * @throws RouteError
   */
  async step(how: 'undo' | 'redo'): Promise<void> {
    const { current, queue } = this.parts;
    const { image } = current;
    if (!image || current.opening !== undefined) return;
    await this.send(`decision.${how}`, image.id);
    await queue.open(image.id, { asItIs: true });
  }

  /**
   * Takes the last decision on an image back, and opens it.
   *
   * @throws RouteError
   */
  async takeBack(id: number): Promise<void> {
    await this.send('decision.undo', id);
    await this.parts.queue.open(id, { asItIs: true });
  }

  private async send(route: DecisionRoute, id: number, seen?: string | null): Promise<void> {
    const { images, thresholds, outbox } = this.parts;
    this.deciding = true;
    try {
      await thresholds.save();
      images.replace(await outbox.decision(id, route, seen));
    } finally {
      this.deciding = false;
    }
  }
}
