import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { ImageState } from '../../../shared/images/imageState.ts';
import type { Images } from '../Images.svelte.ts';
import { placesByKey } from '../placesByKey.ts';
import type { ReviewFacts } from './ReviewFacts.svelte.ts';
import type { ReviewOrder } from './reviewOrders.ts';
import type { ReviewNotes } from './ReviewNotes.svelte.ts';

interface Parts {
  images: Images;
  facts: ReviewFacts;
  notes: ReviewNotes;
}

/** Which images the gallery shows, and in which order. */
export class ReviewList {
  /** Whether the order is still to be found: until then no image is shown, because it would move away under whoever points at it. */
  isWaiting = $state(true);
  name = $state('');
  state = $state<ImageState | 'all' | 'problem'>('all');
  label = $state<number | 'all'>('all');
  /** A verdict or "flag", by its text. */
  note = $state<string>('all');
  author = $state<string>('all');
  leastRisk = $state(0);
  mostRisk = $state(1);
  private by = $state<ReviewOrder>('risk');
  /** Places of all images, in the order that was found last; undefined for the order of paths. */
  private places = $state.raw<readonly number[]>();
  private readonly parts: Parts;
  private readonly ordered = $derived.by((): readonly ImageSummary[] => {
    const { all } = this.parts.images;
    // Of images that came since, no place is known.
    const places = this.places?.length === all.length ? this.places : this.find();
    return places ? places.map((place) => all[place]!) : all;
  });
  readonly shown = $derived.by((): readonly ImageSummary[] => {
    if (this.isWaiting) return [];
    const { facts, notes } = this.parts;
    const name = this.name.trim().toLowerCase();
    const { state, label, note, author, leastRisk, mostRisk } = this;
    const isAnyRisk = leastRisk <= 0 && mostRisk >= 1;
    if (name === '' && state === 'all' && label === 'all' && note === 'all' && author === 'all' && isAnyRisk)
      return this.ordered;
    const said = notes.byImage;
    return this.ordered.filter((image) => {
      if (state === 'problem' ? image.problem === null : state !== 'all' && image.state !== state)
        return false;
      if (label !== 'all' && !image.tags?.includes(label)) return false;
      if (author !== 'all' && facts.authorOf(image.id) !== author) return false;
      if (note !== 'all') {
        const wanted = (said.get(image.id) ?? []).some(({ kind, text }) =>
          note === 'flag' ? kind === 'flag' : kind === 'verdict' && text === note,
        );
        if (!wanted) return false;
      }
      if (!isAnyRisk) {
        const risk = facts.riskOf(image.id);
        if (risk === undefined || risk < leastRisk || risk > mostRisk) return false;
      }
      return name === '' || image.path.toLowerCase().includes(name);
    });
  });

  constructor(parts: Parts) {
    this.parts = parts;
  }

  get order(): ReviewOrder {
    return this.by;
  }
  set order(order: ReviewOrder) {
    this.by = order;
    this.arrange();
  }

  /** Finds out anew which images come first. Nothing else moves one: a gallery that jumps with every decision is none to work along. */
  arrange(): void {
    this.places = this.find();
    this.isWaiting = false;
  }

  /** Shows everything. */
  clear(): void {
    this.name = '';
    this.state = 'all';
    this.label = 'all';
    this.note = 'all';
    this.author = 'all';
    this.leastRisk = 0;
    this.mostRisk = 1;
  }

  private find(): number[] | undefined {
    const { images, facts } = this.parts;
    const { by } = this;
    if (by === 'name') return undefined;
    return placesByKey(Float64Array.from(images.all, (image) => facts.keyOf(image, by)));
  }
}
