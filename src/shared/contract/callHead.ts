import { z } from 'zod';

/** What a call carries beside its input, so that it can be repeated when its answer was lost. */
export const callHeadSchema = z.strictObject({
  /** Differs from call to call; a repeated one changes nothing and is answered alike. */
  number: z.uuid().optional(),
  /** The project that is meant, by its id: a page may go on with a project that is no longer open. */
  project: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
});
export type CallHead = z.infer<typeof callHeadSchema>;

/** The headers that carry it over HTTP. */
export const CALL_HEADERS = { number: 'x-camweave-call', project: 'x-camweave-project' } as const;
