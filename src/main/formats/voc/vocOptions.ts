import { z } from 'zod';

/** What the VOC exporter takes besides what all formats do. */
export const vocOptionsSchema = z.strictObject({
  objects: z.boolean().default(false).meta({
    title: 'Regions as objects',
    description: 'Also write SegmentationObject, one index per connected region',
  }),
  greyMasks: z.boolean().default(false).meta({
    title: 'Grey masks',
    description: 'Also write the masks as grey PNG, into SegmentationClassIndex',
  }),
});
export type VocOptions = z.infer<typeof vocOptionsSchema>;
