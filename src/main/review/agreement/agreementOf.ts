import type { PairAgreement } from './pairAgreement.ts';
import { pairAgreement } from './pairAgreement.ts';
import { PairCounts } from './PairCounts.ts';

/** Two label maps of one image, `uint8[area]` each, in the same labels. */
export interface LabelPair {
  path: string;
  /** Who has made them, where that differs from image to image. */
  people: [string, string] | undefined;
  one: Uint8Array;
  other: Uint8Array;
}

/** Agreement of one image. */
export interface ImageAgreement extends PairAgreement {
  path: string;
  people: [string, string] | undefined;
}

/** Agreement over images: pixels of all of them are counted together. */
export interface Agreement extends PairAgreement {
  /** Label maps that were compared, and those of which no pixel differs. */
  images: number;
  same: number;
  /** How many images either shows each class in, by label. */
  shown: Map<number, number>;
  perImage: ImageAgreement[];
}

/** Compares label maps pair by pair. */
export async function agreementOf(pairs: AsyncIterable<LabelPair> | Iterable<LabelPair>): Promise<Agreement> {
  const all = new PairCounts();
  const shown = new Map<number, number>();
  const perImage: ImageAgreement[] = [];
  for await (const { path, people, one, other } of pairs) {
    const counts = new PairCounts();
    counts.add(one, other);
    all.addAll(counts);
    const image = { path, people, ...pairAgreement(counts) };
    for (const { label } of image.classes) shown.set(label, (shown.get(label) ?? 0) + 1);
    perImage.push(image);
  }
  const same = perImage.filter(({ differing }) => differing === 0).length;
  return { ...pairAgreement(all), images: perImage.length, same, shown, perImage };
}
