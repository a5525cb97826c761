import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { Output } from '../../../shared/contract/routes.ts';
import type { Api } from '../../api/Api.ts';
import type { Notices } from '../Notices.svelte.ts';
import { OnceMore } from '../OnceMore.ts';
import type { ReviewOrder } from './reviewOrders.ts';

/** What was judged of an image. */
interface Judged {
  /** In [0, 1]. */
  risk: number;
  /** Of what has a class, in image pixels. */
  area: number;
}

/** When an image was decided last, ISO 8601, and by whom. */
interface Decided {
  at: string | null;
  author: string;
}

/** What images are ordered and filtered by, for all of them at once. */
export class ReviewFacts {
  private judged = $state.raw<ReadonlyMap<number, Judged>>(new Map());
  private decided = $state.raw<ReadonlyMap<number, Decided>>(new Map());
  /** By image, its mean IoU with true masks. */
  private agreement = $state.raw<ReadonlyMap<number, number>>(new Map());
  /** Of decisions, by name. */
  authors = $state.raw<readonly string[]>([]);
  private readonly api: Api;
  private readonly notices: Notices;
  private readonly risks = new OnceMore(() => this.askRisks());
  private readonly decisions = new OnceMore(() => this.askDecisions());

  constructor(parts: { api: Api; notices: Notices }) {
    this.api = parts.api;
    this.notices = parts.notices;
  }

  get hasRisk(): boolean {
    return this.judged.size > 0;
  }
  get hasTruth(): boolean {
    return this.agreement.size > 0;
  }

  /** In [0, 1]; undefined while nobody has estimated it. */
  riskOf(id: number): number | undefined {
    return this.judged.get(id)?.risk;
  }

  /** Mean IoU with true masks, in [0, 1]; undefined where there are none. */
  iouOf(id: number): number | undefined {
    return this.agreement.get(id);
  }

  /** Who has decided last; undefined where nobody has. */
  authorOf(id: number): string | undefined {
    return this.decided.get(id)?.author;
  }

  /** Asks for everything. */
  async load(): Promise<void> {
    await Promise.all([this.risks.run(), this.decisions.run()]);
  }

  /** Asks who has decided what, and how that agrees with true masks. */
  loadDecisions(): Promise<void> {
    return this.decisions.run();
  }

  /** What images are ordered by, the greatest first; those of which nothing is known come last. */
  keyOf({ id, dispute }: ImageSummary, order: Exclude<ReviewOrder, 'name'>): number {
    if (order === 'dispute') return dispute ?? -1;
    if (order === 'truth') return 1 - (this.agreement.get(id) ?? 2);
    if (order === 'time') return Date.parse(this.decided.get(id)?.at ?? '') || -1;
    return this.judged.get(id)?.[order] ?? -1;
  }

  private async askRisks(): Promise<void> {
    await this.notices.attempt(async () => {
      const judged = new Map<number, Judged>();
      for (let after: number | null = 0; after !== null;) {
        const { ids, risks, areas, next }: Output<'review.risks'> = await this.api.call('review.risks', {
          after,
        });
        ids.forEach((id, i) => judged.set(id, { risk: risks[i]!, area: areas[i]! }));
        after = next;
      }
      this.judged = judged;
    });
  }

  private async askDecisions(): Promise<void> {
    await this.notices.attempt(async () => {
      const [decided, { images }] = await Promise.all([
        this.api.call('gallery.decided', {}),
        this.api.call('review.agreement', {}),
      ]);
      this.decided = new Map(decided.map(({ id, ...last }) => [id, last]));
      this.agreement = new Map(images.flatMap(({ id, miou }) => (miou === null ? [] : [[id, miou]])));
      this.authors = [...new Set(decided.map(({ author }) => author))].filter((name) => name !== '').sort();
    });
  }
}
