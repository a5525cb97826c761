import { z } from 'zod';
import { photographChangeSchema } from '../images/PhotographChange.ts';
import { IMAGE_STATES } from '../images/imageState.ts';
import { TAG_SOURCES } from '../images/ProjectImage.ts';
import { labelSchema, thresholdSchema } from '../images/ProjectClass.ts';
import { storedObjectEditSchema } from '../objects/ObjectEdit.ts';
import { LAST_CLASS, VOID } from '../labels/labelCodes.ts';

/** Of an image. */
export const MOST_SUGGESTED = 3;

export const imageStateSchema = z.enum(IMAGE_STATES);
export const imageId = z.strictObject({ id: z.int().min(1) });
export const nothing = z.strictObject({});

/** A file of the project by an opaque name, good for this run of the application. */
const opaque = z.string().regex(/^[0-9a-f]{32}$/);

export const imageSummarySchema = z.object({
  id: z.int(),
  /** Relative to the project's image folder. */
  path: z.string(),
  /** `image/NAME` is the photograph, `thumbnail/NAME` a small copy of it. */
  name: opaque,
  state: imageStateSchema,
  tags: z.array(labelSchema).nullable(),
  /** Who said so; null where nobody knows them. */
  tagSource: z.enum(TAG_SOURCES).nullable(),
  /** Why it could not be proposed. */
  problem: z.string().nullable(),
  /** The taught head that its proposal was made with, 0 for none; null where it has no proposal. */
  head: z.int().nullable(),
  /** How much that head and AD-CAM are at odds about it, in [0, 1]; null where nothing can be said. */
  dispute: z.number().nullable(),
  /** Where its labels, or its scores, were imported from; null where they were not. */
  origin: z.string().nullable(),
});
export type ImageSummary = z.infer<typeof imageSummarySchema>;

/** A class that an image may contain, by what the classifier says. */
const suggestionSchema = z.object({ label: labelSchema, probability: z.number().min(0).max(1) });
export type Suggestion = z.infer<typeof suggestionSchema>;
/** The likeliest first, tags included; none where the image was not proposed yet. */
export const suggestionsSchema = z.array(suggestionSchema).max(MOST_SUGGESTED);

/** `uint8[height, width]` values, raw-deflated, in base64. */
const deflated = z.base64();
/** float32 values in base64, little-endian. */
const floats = z.base64();

const decisionSteps = {
  /** Whether the last thing that was done to the image is a decision, and not a stroke. */
  canUndoDecision: z.boolean(),
  /** Whether a decision was taken back and can be taken again. */
  canRedoDecision: z.boolean(),
};

/** The proposal along the edges of its photograph, and what it was made from (proposalBasis.ts). */
const refinedSchema = z.object({ basis: z.string(), labels: deflated });
export type Refined = z.infer<typeof refinedSchema>;

export const imageDetailSchema = imageSummarySchema.extend({
  width: z.int(),
  height: z.int(),
  /** What the photograph is now, where it is no longer the one that was labelled; width and height are those of its labels. */
  changed: photographChangeSchema.nullable(),
  /** This image's own thresholds by label, where it has any. */
  thresholds: z.record(z.string(), thresholdSchema),
  suggestions: suggestionsSchema,
  /** Score maps `[C, grid, grid]`; their labels in the same order. */
  scores: z
    .object({
      grid: z.int(),
      labels: z.array(labelSchema),
      values: floats,
      /** Tells a proposal from the one that comes after it. */
      key: z.string(),
      /** Thresholds that were guessed for this image, in the same order; null where none were. */
      guesses: z.array(thresholdSchema).nullable(),
    })
    .nullable(),
  /** The label map that came from elsewhere, which is proposed in place of what its scores say; `key` tells it from others. */
  given: z.object({ key: z.string(), labels: deflated }).nullable(),
  /** Its proposal along edges where that is made already; null where it is not, or edges are not followed. */
  refined: refinedSchema.nullable(),
  /** Whether the scores were made with the pack and the parameters that the project has now. */
  current: z.boolean(),
  /** The accepted label map. */
  frozen: deflated.nullable(),
  /** The human layer, 254 where untouched; null while nobody has painted. */
  human: deflated.nullable(),
  /** How its regions are parted and joined, in order. */
  objectEdits: z.array(storedObjectEditSchema),
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  ...decisionSteps,
});
export type ImageDetail = z.infer<typeof imageDetailSchema>;

/** A rectangle of the human layer, in image pixels. */
const rectangle = {
  x: z.int().min(0),
  y: z.int().min(0),
  width: z.int().min(1),
  height: z.int().min(1),
};
/** A rectangle of the human layer as it is now, after an undo or a redo. */
const patchSchema = z.object({ ...rectangle, values: deflated });
const strokeOutcomeSchema = z.object({
  image: imageSummarySchema,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
  ...decisionSteps,
  /** What changed on the layer; null where there was nothing to undo or redo. */
  patch: patchSchema.nullable(),
});
export type StrokeOutcome = z.infer<typeof strokeOutcomeSchema>;

export const imageRoutes = {
  'image.list': { input: nothing, output: z.array(imageSummarySchema) },
  'image.get': { input: imageId, output: imageDetailSchema },
  /**
   * Says which classes an image shows, null for not known; they are proposed anew when somebody asks. `by` is who says so, a person where
   * nothing is said: one that takes his word back leaves the classifier's.
   */
  'image.setTags': {
    input: imageId.extend({
      labels: z.array(labelSchema).max(LAST_CLASS).nullable(),
      by: z.enum(TAG_SOURCES).optional(),
    }),
    output: imageSummarySchema,
  },
  /** An image's own threshold; null goes back to the project's. */
  'image.setThreshold': {
    input: imageId.extend({ label: labelSchema, threshold: thresholdSchema.nullable() }),
    output: nothing,
  },
  /**
   * Proposes one image before all that wait in a batch, unless it has the proposal that it would get, or labels or scores from elsewhere; with `imported`
   * these too: such scores are replaced, such labels stay.
   */
  'image.propose': { input: imageId.extend({ imported: z.boolean().optional() }), output: imageDetailSchema },
  /** The proposal along edges at the thresholds of now, made where it is not there; null where edges are not followed. */
  'image.refined': { input: imageId, output: refinedSchema.nullable() },
  /** Takes the photograph that is there now for the one that was labelled, where it has its size. */
  'image.keepLabels': { input: imageId, output: imageSummarySchema },
  /** Takes the photograph that is there now as a new one: strokes, decisions and scores are forgotten. */
  'image.startAnew': { input: imageId, output: imageSummarySchema },
  /** Score maps of all three couplings for the image's tags, float32 `[C, grid, grid]` each. */
  'image.evidence': {
    input: imageId,
    output: z.object({
      grid: z.int(),
      labels: z.array(labelSchema),
      maps: z.object({ cam: floats, direct: floats, adcam: floats }),
      /** What the taught head says alone; null where there is none. Its labels in their order: those of the maps, then classes that it proposes alone. */
      learned: z.object({ labels: z.array(labelSchema), values: floats }).nullable(),
    }),
  },
  /** Where one patch looks: its row of the attention before and after refinement, float32 `[grid, grid]` each. */
  'image.attention': {
    input: imageId.extend({ patch: z.int().min(0) }),
    output: z.object({ before: floats, after: floats }),
  },
  /**
   * Freezes the label map as it is now. A decision that would change nothing is none.
   * `seen` is the key of the proposal or of the imported labels that were looked at, null for none: another one is not accepted unseen.
   */
  'image.accept': {
    input: imageId.extend({ seen: z.string().nullable().optional() }),
    output: imageSummarySchema,
  },
  'image.reject': { input: imageId, output: imageSummarySchema },
  /** Opens an image again that was accepted or rejected: a decision of its own. */
  'image.reopen': { input: imageId, output: imageSummarySchema },
  /** Takes the last decision back, whatever it was, as if it had not been made; or makes it again. */
  'decision.undo': { input: imageId, output: imageSummarySchema },
  'decision.redo': { input: imageId, output: imageSummarySchema },
  /** Keeps a stroke: what the rectangle was and what it has become, as the painter saw it. */
  'stroke.add': {
    input: imageId.extend({
      ...rectangle,
      label: z.int().min(0).max(VOID),
      before: deflated,
      after: deflated,
      /** Whether clicks have said what it paints; what older pages have left unsent does not say. */
      clicked: z.boolean().optional(),
    }),
    output: strokeOutcomeSchema,
  },
  'stroke.undo': { input: imageId, output: strokeOutcomeSchema },
  'stroke.redo': { input: imageId, output: strokeOutcomeSchema },
} as const;
