import type { Correction } from '../../shared/labels/correction.ts';
import type { Api } from '../api/Api.ts';
import { RouteError } from '../api/Api.ts';
import { unpackBytes } from '../api/packBytes.ts';
import type { ClickRequest, ClickAnswers } from '../tools/Tool.ts';
import type { Edges } from './Edges.svelte.ts';
import type { Notices } from './Notices.svelte.ts';
import type { OpenImage } from './OpenImage.svelte.ts';
import type { Outbox } from './Outbox.ts';
import type { Thresholds } from './Thresholds.ts';

interface Parts {
  api: Api;
  notices: Notices;
  outbox: Outbox;
  thresholds: Thresholds;
  edges: Edges;
}

/** Asks Camweave what clicks mean, once it knows all that was done before. */
export class Clicks {
  /** What answers clicks; undefined until something was asked. */
  by = $state<'pack' | 'scores'>();
  private readonly parts: Parts;
  /** The images that were made ready last. */
  private ready = '';
  private told = '';

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** @throws RouteError */
  async ask(image: OpenImage, { label, clicks, box }: ClickRequest): Promise<ClickAnswers> {
    const { api, notices, outbox, thresholds, edges } = this.parts;
    await thresholds.save();
    await outbox.idle({ own: true });
    // What is corrected is what is shown.
    if (edges.isLacking) await edges.refine();
    const answer = await api.call('click.correct', { id: image.id, label, clicks: [...clicks], box });
    if (answer.problem !== null && answer.problem !== this.told) notices.notice = answer.problem;
    this.told = answer.problem ?? '';
    this.by = answer.by;
    const { width, height } = answer;
    const others = await unpackBytes(answer.others);
    const candidates = await Promise.all(
      answer.candidates.map(async ({ after, changed }): Promise<Correction> => {
        const [signed, may] = await Promise.all([unpackBytes(after), unpackBytes(changed)]);
        return { width, height, others, after: new Int8Array(signed.buffer), changed: may };
      }),
    );
    return { candidates };
  }

  /** Has images made ready for their first click, the open one first; nobody waits for it. */
  async prepare(ids: readonly number[]): Promise<void> {
    const key = ids.join();
    if (key === this.ready || ids.length === 0) return;
    this.ready = key;
    try {
      this.by = (await this.parts.api.call('click.prepare', { ids: [...ids] })).by;
    } catch (error) {
      if (!(error instanceof RouteError)) throw error;
      // The first click says what is wrong.
      this.ready = '';
    }
  }
}
