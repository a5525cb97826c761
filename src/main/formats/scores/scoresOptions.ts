import { z } from 'zod';

export const scoresOptionsSchema = z.strictObject({
  precision: z.enum(['float16', 'float32']).default('float16').meta({
    title: 'Precision',
    description: 'Scores are kept in float16; float32 is for readers that take nothing else',
  }),
  resolution: z.enum(['grid', 'image']).default('grid').meta({
    title: 'Resolution',
    description: 'The patch grid that scores are made on, or the size of each image',
  }),
});
export type ScoresOptions = z.infer<typeof scoresOptionsSchema>;
