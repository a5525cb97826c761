import { z } from 'zod';
import { labelSchema } from '../images/ProjectClass.ts';
import { imageId, nothing } from './imageRoutes.ts';

const share = z.number().min(0).max(1);
const agreementSchema = z.object({
  /** IoU of each class that labels or truth have. */
  iou: z.array(z.object({ label: labelSchema, iou: share })),
  /** Mean of those that the truth has; null where it has none. */
  miou: share.nullable(),
});

export const truthRoutes = {
  /** The true label map of an image, `uint8[height, width]`, raw-deflated, in base64, 255 where nobody counts; null where there is none. */
  'review.truth': { input: imageId, output: z.object({ labels: z.base64() }).nullable() },
  /**
   * How well the labels of images agree with true masks. `images` has those that are known as they are now; `left` others are being compared, which the
   * event `agreement` tells of, and then are there when this is asked again. `root` is null without true masks.
   */
  'review.agreement': {
    input: nothing,
    output: z.object({
      root: z.string().nullable(),
      images: z.array(agreementSchema.extend({ id: z.int() })),
      left: z.int(),
    }),
  },
} as const;
