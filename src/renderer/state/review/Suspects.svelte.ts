import type { Output } from '../../../shared/contract/routes.ts';
import { acceptRegion } from '../../tools/acceptRegion.ts';
import { rejectRegion } from '../../tools/rejectRegion.ts';
import type { ToolMaker } from '../../tools/Tool.ts';
import type { Api } from '../../api/Api.ts';
import { messages } from '../../messages/messages.ts';
import type { CurrentImage } from '../CurrentImage.svelte.ts';
import type { Notices } from '../Notices.svelte.ts';
import type { Painting } from '../Painting.svelte.ts';
import type { Queue } from '../Queue.svelte.ts';
import type { Viewport } from '../Viewport.svelte.ts';

export type Suspect = Output<'review.suspects'>[number];

/** Around a region, of its longer side, what is shown beside it. */
const AROUND = 0.35;

interface Parts {
  api: Api;
  notices: Notices;
  current: CurrentImage;
  queue: Queue;
  painting: Painting;
  viewport: Viewport;
}

/** Goes through single regions of all images, the likeliest to be wrong first, each zoomed on the desk. */
export class Suspects {
  list = $state.raw<readonly Suspect[]>([]);
  at = $state(-1);
  readonly suspect = $derived.by((): Suspect | undefined => this.list[this.at]);
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Begins with the likeliest. @returns whether there is one */
  async begin(): Promise<boolean> {
    const { api, notices } = this.parts;
    await notices.attempt(async () => {
      this.list = await api.call('review.suspects', {});
    });
    if (this.list.length === 0) {
      notices.notice = messages.review.noSuspects;
      return false;
    }
    await this.go(0);
    return true;
  }

  end(): void {
    this.at = -1;
    this.list = [];
    this.parts.viewport.fit();
  }

  step(by: 1 | -1): Promise<void> {
    return this.go(Math.min(this.list.length - 1, Math.max(0, this.at + by)));
  }

  /** The region is right: it stays, whatever thresholds do. */
  keep(): Promise<void> {
    return this.press(acceptRegion);
  }

  /** The region is wrong: it becomes background. */
  clear(): Promise<void> {
    return this.press(rejectRegion);
  }

  private async go(at: number): Promise<void> {
    const { current, queue, viewport, painting } = this.parts;
    const suspect = this.list[at];
    if (!suspect || !painting.mayLeave()) return;
    this.at = at;
    if (current.id !== suspect.id) await queue.open(suspect.id, { asItIs: true });
    if (this.suspect === suspect && current.image?.id === suspect.id) viewport.look(suspect.box, AROUND);
  }

  /** Uses a tool on the region in hand, and goes on. */
  private async press(maker: ToolMaker): Promise<void> {
    const { current, notices, painting } = this.parts;
    const { suspect } = this;
    const { image } = current;
    if (!suspect || !image || image.id !== suspect.id) return;
    const place = insideOf(suspect, (x, y) => painting.image?.labelAt(x, y));
    if (place) {
      const canvas = { x: 0, y: 0 };
      const none = { straight: false, alt: false, ctrl: false, erase: false, pressure: 1 };
      const tool = maker(painting);
      void tool.press({ ...place, canvas, ...none });
      tool.release?.();
    } else notices.notice = messages.review.suspectGone;
    await this.step(1);
  }
}

/** A pixel of a region, of its first row; undefined where it is no longer there. */
function insideOf(
  { box, label }: Suspect,
  labelAt: (x: number, y: number) => number | undefined,
): { x: number; y: number } | undefined {
  for (let y = box.ymin - 1; y < box.ymax; y++)
    for (let x = box.xmin - 1; x < box.xmax; x++)
      if (labelAt(x, y) === label) return { x: x + 0.5, y: y + 0.5 };
  return undefined;
}
