import { z } from 'zod';
import { exportReportSchema } from '../export/exportReport.ts';
import { splitSchema } from '../export/splitOptions.ts';
import { optionsSchema } from '../options/describeOptions.ts';
import { imageStateSchema, nothing } from './imageRoutes.ts';

export const exportRoutes = {
  /** The formats that data sets can be exported in, and what each takes, as JSON schema. */
  'export.formats': {
    input: nothing,
    output: z.array(z.object({ id: z.string(), title: z.string(), options: optionsSchema })),
  },
  /** Writes a data set and reads it back; progress comes as events. */
  'export.run': {
    input: z.strictObject({
      format: z.string(),
      out: z.string().min(1),
      states: z.array(imageStateSchema.exclude(['new'])).min(1),
      split: splitSchema,
      replace: z.boolean(),
      /** The format's own; what is not given has its default. */
      options: z.record(z.string(), z.unknown()),
    }),
    output: exportReportSchema,
  },
  'export.cancel': { input: nothing, output: nothing },
} as const;
