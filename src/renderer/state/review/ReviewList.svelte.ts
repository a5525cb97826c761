import type { ImageSummary } from '../../../shared/contract/imageRoutes.ts';
import type { ImageState } from '../../../shared/images/imageState.ts';
import type { Images } from '../Images.svelte.ts';
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
  order = $state<ReviewOrder>('risk');
  name = $state('');
  state = $state<ImageState | 'all' | 'problem'>('all');
  label = $state<number | 'all'>('all');
  /** A verdict or "flag", by its text. */
  note = $state<string>('all');
  author = $state<string>('all');
  leastRisk = $state(0);
  mostRisk = $state(1);
  private readonly parts: Parts;
  /** Places move when somebody orders anew, and not with every decision. */
  private readonly ordered = $derived.by((): readonly ImageSummary[] => {
    const { images, facts } = this.parts;
    const { order } = this;
    if (order === 'name') return images.all;
    const keyed = images.all.map((image, place) => ({ image, place, key: facts.keyOf(image, order) }));
    keyed.sort((a, b) => b.key - a.key || a.place - b.place);
    return keyed.map(({ image }) => image);
  });
  readonly shown = $derived.by((): readonly ImageSummary[] => {
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
      if (author !== 'all' && facts.of(image.id)?.author !== author) return false;
      if (note !== 'all') {
        const wanted = (said.get(image.id) ?? []).some(({ kind, text }) =>
          note === 'flag' ? kind === 'flag' : kind === 'verdict' && text === note,
        );
        if (!wanted) return false;
      }
      if (!isAnyRisk) {
        const risk = facts.of(image.id)?.risk;
        if (risk === undefined || risk < leastRisk || risk > mostRisk) return false;
      }
      return name === '' || image.path.toLowerCase().includes(name);
    });
  });

  constructor(parts: Parts) {
    this.parts = parts;
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
}
