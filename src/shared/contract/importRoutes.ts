import { z } from 'zod';
import { IMPORT_WAYS, importReportSchema } from '../import/importReport.ts';
import { nothing } from './imageRoutes.ts';

const className = z.string().max(1000);

const source = z.strictObject({
  /** Absolute, or below the home folder as `~/...`. */
  path: z.string().min(1),
  /** What the masks become; where null, score maps become scores and masks labels to review. */
  as: z.enum(IMPORT_WAYS).nullable(),
  /** Which class has the pixels of several shapes: that of the later shape, or the one that is named first. */
  order: z.union([z.literal('later'), z.array(className).max(253)]).optional(),
  /** Names of the project, `background` or `void`, by what the source calls them. */
  renames: z.record(className, className).optional(),
});

/** Masks and score maps that were made elsewhere; progress comes as events. */
export const importRoutes = {
  /** Says what importing would do, and changes nothing. */
  'import.look': { input: source, output: importReportSchema },
  'import.run': {
    /** What to call where they are from; null for their folder. */
    input: source.extend({ origin: z.string().trim().min(1).max(200).nullable() }),
    output: importReportSchema,
  },
  /** Ends either; what was imported stays. */
  'import.cancel': { input: nothing, output: nothing },
} as const;
