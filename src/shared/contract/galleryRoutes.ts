import { z } from 'zod';
import { labelSchema, thresholdSchema } from '../images/ProjectClass.ts';
import { TILE_EDGE } from '../review/tileEdge.ts';
import { nothing } from './imageRoutes.ts';

/** Of one call: about a page of them. */
export const MOST_TILES = 60;

/** An image as a gallery shows it: its label map at a small size, and what a threshold that moves needs. Maps come apart, those of all tiles in one. */
const tileSchema = z.object({
  id: z.int(),
  width: z.int().min(1).max(TILE_EDGE),
  height: z.int().min(1).max(TILE_EDGE),
  /** Whether people have decided anything of it. */
  isDecided: z.boolean(),
  /** Of its score maps, with thresholds in force; null where nothing is proposed. */
  scores: z
    .object({
      grid: z.int().min(1),
      labels: z.array(labelSchema),
      thresholds: z.array(thresholdSchema),
      /** Whether each threshold is the image's own, which one of the project does not move. */
      own: z.array(z.boolean()),
    })
    .nullable(),
});
export type GalleryTile = z.infer<typeof tileSchema>;

export const galleryRoutes = {
  /** When and by whom images were decided last, of those where somebody has. */
  'gallery.decided': {
    input: nothing,
    output: z.array(z.object({ id: z.int(), at: z.string().nullable(), author: z.string() })),
  },
  /** Tiles of images; one that cannot be shown is left out, and said why. */
  'gallery.tiles': {
    input: z.strictObject({ ids: z.array(z.int().min(1)).min(1).max(MOST_TILES) }),
    output: z.object({
      tiles: z.array(tileSchema),
      /**
       * Maps of one tile after the other, all in one, raw-deflated, in base64, because to open each by itself takes a page long: `uint8[height, width]`, the label that is shown,
       * whatever it follows from; where people have decided anything the same of what they decided, 254 where the proposal shows; `uint8[C, grid, grid]`, its score maps in 1/255.
       */
      maps: z.base64(),
      left: z.array(z.object({ id: z.int(), message: z.string() })),
    }),
  },
  /** By how much scores of a class are above thresholds in force, over patches of images that wait for a decision. */
  'gallery.margins': {
    input: z.strictObject({ label: labelSchema }),
    output: z.object({
      /** Counts of margins in equal steps from -1 to 1. */
      counts: z.array(z.int()),
      /** Images that were looked at, of all that are concerned. */
      images: z.int(),
      total: z.int(),
    }),
  },
} as const;
