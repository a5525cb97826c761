import { z } from 'zod';

/** What the VOC exporter takes besides what all formats do. */
export const vocOptionsSchema = z.strictObject({
  objects: z.boolean().default(true).meta({
    title: 'Objects',
    description: 'Also write SegmentationObject, one index per object',
  }),
  greyMasks: z.boolean().default(false).meta({
    title: 'Grey masks',
    description: 'Also write the masks as grey PNG, into SegmentationClassIndex',
  }),
});
export type VocOptions = z.infer<typeof vocOptionsSchema>;
