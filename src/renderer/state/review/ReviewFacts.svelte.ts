import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { Output } from '../../../shared/contract/routes.ts';
import type { Api } from '../../api/Api.ts';
import type { Notices } from '../Notices.svelte.ts';
import type { ReviewOrder } from './reviewOrders.ts';

/** What is known of an image beside its summary. */
export interface ImageFacts {
  /** In [0, 1]; undefined while nobody has estimated it. */
  risk?: number;
  /** Of what has a class, in image pixels. */
  area?: number;
  /** Mean IoU with true masks, in [0, 1]; undefined where there are none. */
  iou?: number;
  /** When it was decided last, ISO 8601, and by whom. */
  at?: string | null;
  author?: string;
}

/** What images are ordered and filtered by, for all of them at once. */
export class ReviewFacts {
  private facts = $state.raw<ReadonlyMap<number, ImageFacts>>(new Map());
  readonly authors = $derived(
    [...new Set([...this.facts.values()].flatMap(({ author }) => (author ? [author] : [])))].sort(),
  );
  readonly hasTruth = $derived([...this.facts.values()].some(({ iou }) => iou !== undefined));
  readonly hasRisk = $derived([...this.facts.values()].some(({ risk }) => risk !== undefined));
  private readonly api: Api;
  private readonly notices: Notices;

  constructor(parts: { api: Api; notices: Notices }) {
    this.api = parts.api;
    this.notices = parts.notices;
  }

  of(id: number): ImageFacts | undefined {
    return this.facts.get(id);
  }

  async load(): Promise<void> {
    await this.notices.attempt(async () => {
      const facts = new Map<number, ImageFacts>();
      const others = Promise.all([
        this.api.call('gallery.decided', {}),
        this.api.call('review.agreement', {}),
      ]);
      others.catch(() => undefined);
      for (let after: number | null = 0; after !== null;) {
        const { ids, risks, areas, next }: Output<'review.risks'> = await this.api.call('review.risks', {
          after,
        });
        ids.forEach((id, i) => facts.set(id, { risk: risks[i]!, area: areas[i]! }));
        after = next;
      }
      const [decided, { images }] = await others;
      for (const { id, ...last } of decided) facts.set(id, { ...facts.get(id), ...last });
      for (const { id, miou } of images) if (miou !== null) facts.set(id, { ...facts.get(id), iou: miou });
      this.facts = facts;
    });
  }

  /** What images are ordered by, the greatest first; those of which nothing is known come last. */
  keyOf(image: ImageSummary, order: Exclude<ReviewOrder, 'name'>): number {
    const facts = this.facts.get(image.id);
    if (order === 'dispute') return image.dispute ?? -1;
    if (order === 'truth') return facts?.iou === undefined ? -1 : 1 - facts.iou;
    if (order === 'time') return facts?.at ? Date.parse(facts.at) : -1;
    return facts?.[order] ?? -1;
  }
}
