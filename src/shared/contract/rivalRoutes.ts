import { z } from 'zod';
import { imageId, imageSummarySchema } from './imageRoutes.ts';

const ofAuthor = imageId.extend({ author: z.string() });

/** What others have made of an image, as parts of a project were joined. */
export const rivalRoutes = {
  /** Those who have made something else of it than it shows now. */
  'rival.list': {
    input: imageId,
    output: z.array(
      z.object({
        /** Empty where nobody knows the name. */
        author: z.string(),
        what: z.enum(['accept', 'reject', 'edit']),
        /** Mean IoU of the classes that either has; null where there are no two label maps. */
        iou: z.number().min(0).max(1).nullable(),
      }),
    ),
  },
  /** What a person has labelled, `uint8[height, width]`, raw-deflated, in base64; null where there is nothing. */
  'rival.labels': { input: ofAuthor, output: z.object({ labels: z.base64() }).nullable() },
  /**
   * Paints what a person has labelled over an image, which is reopened for that where it is decided. It is taken back by `stroke.undo`, `decision.undo` where
   * it was reopened, and `note.redo` of the note that said how they differ.
   */
  'rival.take': {
    input: ofAuthor,
    output: z.object({ image: imageSummarySchema, reopened: z.boolean(), note: z.int().nullable() }),
  },
} as const;
