import type { Decision } from '../../shared/images/imageState.ts';
import type { CurrentImage } from './CurrentImage.svelte.ts';
import type { Images } from './Images.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { DecisionRoute, Outbox } from './Outbox.ts';
import type { Queue } from './Queue.svelte.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  notices: Notices;
  images: Images;
  current: CurrentImage;
  queue: Queue;
  thresholds: Thresholds;
  outbox: Outbox;
}

/** Deciding about the image on the desk. */
export class Decisions {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Accepts or rejects the open image and moves on to the next open one. */
  async take(what: Exclude<Decision, 'reopen'>): Promise<void> {
    const { current, queue } = this.parts;
    const { image } = current;
    if (!image || image.decided || current.opening !== undefined) return;
    await this.send(`image.${what}`, image.id, () => queue.openAfter(image.id)?.id ?? image.id);
  }

  async reopen(): Promise<void> {
    const { image } = this.parts.current;
    if (image?.decided) await this.send('image.reopen', image.id, () => image.id);
  }

  /** Takes the last decision on the open image back, or makes it again. */
  async step(how: 'undo' | 'redo'): Promise<void> {
    const { current } = this.parts;
    const { image } = current;
    if (!image || current.opening !== undefined) return;
    await this.send(`decision.${how}`, image.id, () => image.id);
  }

  private async send(route: DecisionRoute, id: number, next: () => number): Promise<void> {
    const { notices, images, queue, thresholds, outbox } = this.parts;
    await notices.attempt(async () => {
      await thresholds.save();
      images.replace(await outbox.decision(id, route));
      await queue.open(next());
    });
  }
}
