import { z } from 'zod';
import { FIRST_CLASS, LAST_CLASS } from '../labels/labelCodes.ts';

/** States of an image, in the order in which it goes through them. */
export const IMAGE_STATES = ['new', 'proposed', 'edited', 'accepted', 'rejected'] as const;
export const imageStateSchema = z.enum(IMAGE_STATES);
export type ImageState = z.infer<typeof imageStateSchema>;

const labelSchema = z.int().min(FIRST_CLASS).max(LAST_CLASS);
const thresholdSchema = z.number().min(0).max(1);
const imageId = z.strictObject({ id: z.int().min(1) });
const nothing = z.strictObject({});

const imageSummarySchema = z.object({
  id: z.int(),
  /** Relative to the project's image folder. */
  path: z.string(),
  state: imageStateSchema,
  tags: z.array(labelSchema).nullable(),
  /** Why it could not be proposed. */
  problem: z.string().nullable(),
});
export type ImageSummary = z.infer<typeof imageSummarySchema>;

const imageDetailSchema = imageSummarySchema.extend({
  /** Where the photograph is served: an opaque path, good for this run of the server. */
  url: z.string(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** This image's own thresholds by label, where it has any. */
  thresholds: z.record(z.string(), thresholdSchema),
  /** Score maps `[C, grid, grid]` as float32 in base64, little-endian; their labels in the same order. */
  scores: z.object({ grid: z.int(), labels: z.array(labelSchema), values: z.base64() }).nullable(),
  /** The accepted label map `uint8[height, width]`, raw-deflated, in base64. */
  frozen: z.base64().nullable(),
});
export type ImageDetail = z.infer<typeof imageDetailSchema>;

const projectSchema = z.object({
  name: z.string(),
  classes: z.array(
    z.object({ label: labelSchema, name: z.string(), colour: z.string(), threshold: thresholdSchema }),
  ),
  voidHalfWidth: z.number().min(0).max(1),
});
export type ProjectSummary = z.infer<typeof projectSchema>;

/** What the desk can ask for: name, input and output. Both transports and both ends are typed by this table. */
export const routes = {
  'project.get': { input: nothing, output: projectSchema },
  'project.setVoidHalfWidth': {
    input: z.strictObject({ voidHalfWidth: z.number().min(0).max(1) }),
    output: nothing,
  },
  'class.setThreshold': {
    input: z.strictObject({ label: labelSchema, threshold: thresholdSchema }),
    output: nothing,
  },
  'image.list': { input: nothing, output: z.array(imageSummarySchema) },
  'image.get': { input: imageId, output: imageDetailSchema },
  /** An image's own threshold; null goes back to the project's. */
  'image.setThreshold': {
    input: imageId.extend({ label: labelSchema, threshold: thresholdSchema.nullable() }),
    output: nothing,
  },
  /** Freezes the label map as it is now. */
  'image.accept': { input: imageId, output: imageSummarySchema },
  'image.reject': { input: imageId, output: imageSummarySchema },
  /** Takes back an acceptance or a rejection. */
  'image.reopen': { input: imageId, output: imageSummarySchema },
} as const;

export type RouteName = keyof typeof routes;
export type Input<Route extends RouteName> = z.infer<(typeof routes)[Route]['input']>;
export type Output<Route extends RouteName> = z.infer<(typeof routes)[Route]['output']>;
export type Handlers = {
  [Route in RouteName]: (input: Input<Route>) => Output<Route> | Promise<Output<Route>>;
};
