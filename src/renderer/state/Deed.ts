import type { OpenImage } from './OpenImage.svelte.ts';

/** Something that a person did on an image, and how it is taken back. */
export interface Deed {
  /** What was done, as the toolbar names it: "stroke", "threshold of cat". */
  words: string;
  /** Takes it back. @param image the one that it was done on, open now @throws RouteError */
  undo(image: OpenImage): Promise<unknown>;
  /** Does it again. @param image the one that it was done on, open now @throws RouteError */
  redo(image: OpenImage): Promise<unknown>;
  /** Deeds with the same name that follow each other within a moment are taken back as one. */
  joins?: string;
}

/** Is told of something that was done on an image. */
export type Done = (image: number, deed: Deed) => void;
