import { z } from 'zod';
import { newNoteSchema, reviewNoteSchema } from '../review/ReviewNote.ts';
import { imageId, nothing } from './imageRoutes.ts';

const oneNote = z.strictObject({ note: z.int().min(1) });

/** What reviewers say of images. */
export const reviewNoteRoutes = {
  /** Of all images, in the order in which they were made. */
  'note.list': { input: nothing, output: z.array(reviewNoteSchema) },
  'note.add': { input: imageId.extend({ note: newNoteSchema }), output: reviewNoteSchema },
  /** Takes a note back, or does it again. */
  'note.undo': { input: oneNote, output: nothing },
  'note.redo': { input: oneNote, output: nothing },
} as const;
