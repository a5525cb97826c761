import { z } from 'zod';

/** What the COCO exporter takes besides what all formats do. */
export const cocoOptionsSchema = z.strictObject({
  segmentation: z.enum(['rle', 'polygons']).default('rle').meta({
    title: 'Segmentation',
    description: 'Run lengths (compressed, as pycocotools writes them), or polygons with cuts to their holes',
  }),
});
export type CocoOptions = z.infer<typeof cocoOptionsSchema>;
