import { z } from 'zod';
import { imageSummarySchema } from './imageRoutes.ts';
import { learningSchema } from './learnRoutes.ts';
import { batchProgressSchema, providerSchema } from './projectRoutes.ts';
import { risksProgressSchema } from './riskRoutes.ts';

/** What Camweave tells a page without being asked. */
export const eventSchema = z.discriminatedUnion('type', [
  /** The first of a connection; `run` changes when Camweave was started again. */
  z.object({ type: z.literal('hello'), run: z.string() }),
  /** A project was opened or closed. */
  z.object({ type: z.literal('project'), open: z.boolean() }),
  /** `proposed` says that its proposal may be another one. */
  z.object({ type: z.literal('image'), image: imageSummarySchema, proposed: z.boolean() }),
  z.object({ type: z.literal('batch'), progress: batchProgressSchema }),
  z.object({
    type: z.literal('batch-ended'),
    proposed: z.int(),
    cancelled: z.boolean(),
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
    /** What stopped the whole batch, if something did. */
    stoppedBy: z.string().nullable(),
  }),
  /** Something was learned, or is being. */
  z.object({ type: z.literal('learning'), learning: learningSchema }),
  /** Risks of some images are known, or others than before. */
  z.object({ type: z.literal('risks'), progress: risksProgressSchema }),
  z.object({ type: z.literal('export'), done: z.int(), total: z.int() }),
  z.object({ type: z.literal('import'), done: z.int(), total: z.int() }),
  /** So many images are still to be compared with true masks; why some could not be, with the last. */
  z.object({ type: z.literal('agreement'), left: z.int(), problems: z.array(z.string()) }),
  /** The label maps of so many images are still to be counted; why not all could be, with the last. */
  z.object({ type: z.literal('stats'), left: z.int(), problem: z.string().nullable() }),
  z.object({ type: z.literal('provider'), line: providerSchema }),
  /** The inference process died (`how`, in words) and is started again. */
  z.object({ type: z.literal('inference-restarted'), how: z.string() }),
  /** Another page has taken the project over. */
  z.object({ type: z.literal('elsewhere') }),
  /** An entry of the window's menu was chosen. */
  z.object({ type: z.literal('action'), action: z.string() }),
  /** The window is to close: the page answers once what was done on it is kept. */
  z.object({ type: z.literal('closing') }),
  /** A project file was opened from outside the page; it goes to it once what was done here is kept. */
  z.object({ type: z.literal('open'), path: z.string() }),
]);
export type AppEvent = z.infer<typeof eventSchema>;
