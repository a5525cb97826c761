import { z } from 'zod';

/** What an export has done. */
export const exportReportSchema = z.object({
  out: z.string(),
  images: z.int(),
  train: z.int(),
  val: z.int(),
  /** Photographs that were copied byte for byte, and those that had to become JPEGs. */
  copied: z.int(),
  reencoded: z.int(),
  /** Images in which each class occurs. */
  perClass: z.array(z.object({ name: z.string(), images: z.int() })),
  /** Images that could not be exported. */
  skipped: z.array(z.object({ path: z.string(), message: z.string() })),
  warnings: z.array(z.string()),
});
export type ExportReport = z.infer<typeof exportReportSchema>;
