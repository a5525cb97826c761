import { z } from 'zod';
import { classChangeSchema, commonOptionsSchema } from '../export/commonOptions.ts';
import { exportReportSchema } from '../export/exportReport.ts';
import { splitSchema } from '../export/splitOptions.ts';
import { optionsSchema } from '../options/describeOptions.ts';
import { imageStateSchema, nothing } from './imageRoutes.ts';

export const exportRoutes = {
  /** The formats that data sets can be exported in, and what each takes, as JSON schema. */
  'export.formats': {
    input: nothing,
    output: z.array(
      z.object({
        ...{ id: z.string(), title: z.string(), options: optionsSchema },
        /** What is written; see `LayoutLine`. */
        layout: z.array(
          z.object({
            ...{ path: z.string(), holds: z.string(), isPhotographs: z.boolean().optional() },
            where: z.tuple([z.string(), z.union([z.boolean(), z.string()])]).optional(),
          }),
        ),
        /** What of label maps the format cannot hold, in whole sentences. */
        losses: z.array(z.string()),
      }),
    ),
  },
  /** Writes a data set and reads it back; progress comes as events. */
  'export.run': {
    input: z.strictObject({
      format: z.string(),
      out: z.string().min(1),
      states: z.array(imageStateSchema.exclude(['new'])).min(1),
      split: splitSchema,
      /** What classes are called in the data set, where that is something else. */
      classes: z.array(classChangeSchema).optional(),
      /** What all formats take. */
      common: commonOptionsSchema.optional(),
      replace: z.boolean(),
      /** The format's own; what is not given has its default. */
      options: z.record(z.string(), z.unknown()),
    }),
    output: exportReportSchema,
  },
  'export.cancel': { input: nothing, output: nothing },
} as const;
