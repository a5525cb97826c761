import type { JudgedImage } from './JudgedImage.ts';

/** What a score says of an image; every risk in [0, 1], greater is worse. */
export interface Judgement {
  /** Of each of the image's classes, in their order. */
  classes: number[];
  /** Of each of its components, in their order; missing where the score cannot tell them apart. */
  components?: number[] | undefined;
  /** Of the image where that is not the mean over its classes. */
  image?: number | undefined;
}

/** One way to tell, without ground truth, how likely a label map is wrong. */
export interface RiskScore {
  /** Its name in tables and files; never changed. */
  id: string;
  /** What it looks at, for people. */
  title: string;
  /** @returns undefined where what it needs is not known of the image */
  judge: (image: JudgedImage) => Judgement | undefined;
}
