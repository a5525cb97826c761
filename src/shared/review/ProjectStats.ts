import { z } from 'zod';
import { IMAGE_STATES } from '../images/imageState.ts';
import { labelSchema } from '../images/ProjectClass.ts';

/** The risk of images in equal steps from 0 to 1. */
export const RISK_BINS = 20;

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const seconds = z.number().min(0);
const classHead = { label: labelSchema, name: z.string() };

/** How often something was done to images that it was done to at all. */
const spreadSchema = z.object({
  images: count,
  total: z.number().min(0),
  /** Per image; null where there is none. */
  mean: z.number().min(0).nullable(),
  median: z.number().min(0).nullable(),
  most: z.number().min(0),
});
export type Spread = z.infer<typeof spreadSchema>;

const classStatsSchema = z.object({
  ...classHead,
  colour: z.string(),
  /** Images that are said to contain it, and images whose label map has it. */
  tagged: count,
  shown: count,
  /** Pixels, and their share of all pixels that were counted. */
  area: count,
  share,
  /** Regions of touching pixels. */
  components: count,
});
export type ClassStats = z.infer<typeof classStatsSchema>;

/** Mean over images of an agreement in [0, 1], null of none; and per class the IoU. */
const agreementStatsSchema = z.object({
  images: count,
  mean: share.nullable(),
  classes: z.array(z.object({ ...classHead, images: count, iou: share })),
});
export type AgreementStats = z.infer<typeof agreementStatsSchema>;

/** What a project holds and what was done to it. */
export const projectStatsSchema = z.object({
  project: z.string(),
  /** When that was, ISO 8601. */
  at: z.string(),
  images: count,
  /** Images whose label maps are not counted yet, or could not be: classes and agreement are without them. */
  uncounted: count,
  states: z.array(z.object({ state: z.enum(IMAGE_STATES), images: count })),
  /** In the order of the project. */
  classes: z.array(classStatsSchema),
  /** Images whose label map has both of two classes, `[C, C]` in the order of `classes`; those that have one on the diagonal. */
  together: z.array(z.array(count)),
  risk: z.object({
    images: count,
    mean: share.nullable(),
    bins: z.array(count).length(RISK_BINS),
    byState: z.array(z.object({ state: z.enum(IMAGE_STATES), images: count, mean: share })),
  }),
  edits: z.object({ strokes: spreadSchema, decisions: spreadSchema }),
  /** Seconds in which an image was open and something was done. */
  time: z.object({
    all: spreadSchema,
    byAuthor: z.array(z.object({ author: z.string(), images: count, seconds })),
  }),
  /** What was proposed against what was accepted: IoU over the pixels of all such images. */
  kept: agreementStatsSchema.extend({
    /** Images in which nothing was changed. */
    unchanged: count,
    /** By where the proposal came from; null for Camweave's own. */
    origins: z.array(z.object({ origin: z.string().nullable(), images: count, mean: share })),
  }),
  /** Flags under the text '', verdicts each under its own. */
  notes: z.array(
    z.object({ kind: z.enum(['flag', 'verdict']), text: z.string(), notes: count, images: count }),
  ),
  /** Labels against true masks beside the project, each IoU a mean over images; null without. */
  truth: agreementStatsSchema.extend({ left: count }).nullable(),
});
export type ProjectStats = z.infer<typeof projectStatsSchema>;

/** What is said of a single image. */
export interface ImageStats {
  path: string;
  state: string;
  origin: string | undefined;
  risk: number | undefined;
  strokes: number;
  decisions: number;
  seconds: number;
  flags: number;
  verdicts: number;
  /** Of the label map; undefined where it is not counted. */
  components: number | undefined;
  /** Mean IoU of what was proposed and what was accepted. */
  kept: number | undefined;
  /** Mean IoU with the true mask. */
  truth: number | undefined;
}
