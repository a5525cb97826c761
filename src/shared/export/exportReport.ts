import { z } from 'zod';

/** What an export has done. */
export const exportReportSchema = z.object({
  out: z.string(),
  images: z.int(),
  train: z.int(),
  val: z.int(),
  test: z.int(),
  /** Photographs that are there byte for byte as a file of their own, those that are hard links to the source, and those that had to become JPEGs. */
  copied: z.int(),
  linked: z.int(),
  reencoded: z.int(),
  /** Images in which each class occurs. */
  perClass: z.array(z.object({ name: z.string(), images: z.int() })),
  /** Images that could not be exported. */
  skipped: z.array(z.object({ path: z.string(), message: z.string() })),
  warnings: z.array(z.string()),
  /** What was read back, in whole sentences. */
  checked: z.array(z.string()),
});
export type ExportReport = z.infer<typeof exportReportSchema>;
