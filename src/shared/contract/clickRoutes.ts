import { z } from 'zod';
import { VOID } from '../labels/labelCodes.ts';
import { imageId, nothing } from './imageRoutes.ts';

/** Clicks of one correction. */
export const MOST_CLICKS = 64;

/** In image pixels, 0.5 in the middle of the first one; places beyond the image mean its rim. */
const place = z.number().min(-1e6).max(1e6);
const clickSchema = z.strictObject({ x: place, y: place, positive: z.boolean() });
const boxSchema = z.strictObject({ x0: place, y0: place, x1: place, y1: place });

/** Raw-deflated values of `width` x `height` cells in base64. */
const cells = z.base64();

/** What clicks may mean: a `Correction` for each candidate, the likeliest first. */
const answerSchema = z.object({
  width: z.int().min(1),
  height: z.int().min(1),
  /** `int8`, and `uint8`. */
  candidates: z.array(z.object({ after: cells, changed: cells })).min(1),
  /** `uint8`. */
  others: cells,
  /** Whether a click pack has answered, or score field and photograph alone. */
  by: z.enum(['pack', 'scores']),
  /** Why a click pack that there is did not answer; null where all is well. */
  problem: z.string().nullable(),
});
export type ClickAnswer = z.infer<typeof answerSchema>;

const publishedId = z.strictObject({ id: z.string().min(1).max(64) });
const publishedPackSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  licence: z.string(),
  /** The npm package that has it, with its version. */
  npm: z.string(),
  /** What goes over the network, in bytes. */
  fetched: z.int(),
  /** Whether it is on this machine. */
  there: z.boolean(),
});
export type PublishedPackLine = z.infer<typeof publishedPackSchema>;

export const clickRoutes = {
  /** What clicks, or a box, on an image make of a label, from what is kept of the image now. Nothing is changed by asking. */
  'click.correct': {
    input: imageId.extend({
      label: z.int().min(0).max(VOID),
      clicks: z.array(clickSchema).max(MOST_CLICKS),
      box: boxSchema.nullable(),
    }),
    output: answerSchema,
  },
  /** Gets images ready for their first click, behind whatever else is to be done: the open one first. */
  'click.prepare': {
    input: z.strictObject({ ids: z.array(z.int().min(1)).max(3) }),
    output: z.object({ by: z.enum(['pack', 'scores']) }),
  },
  /** Click packs that others have published, and which of them are on this machine. */
  'clickPack.list': { input: nothing, output: z.array(publishedPackSchema) },
  /** Fetches one, with npm as the user has set it up; answers when it is there. */
  'clickPack.get': { input: publishedId, output: nothing },
  /** Gives up what is being fetched. */
  'clickPack.stop': { input: nothing, output: nothing },
} as const;
