import { z } from 'zod';
import { objectEditSchema, storedObjectEditSchema } from '../objects/ObjectEdit.ts';
import { imageId } from './imageRoutes.ts';

/** All edits of an image, in order, those that were taken back included. */
const edits = z.array(storedObjectEditSchema);
const oneEdit = imageId.extend({ edit: z.int().min(1) });

export const objectRoutes = {
  'object.list': { input: imageId, output: edits },
  /** Parts or joins objects; what had been taken back is forgotten. Answered with the edits as they are now, as the others are. */
  'object.add': { input: imageId.extend({ edit: objectEditSchema }), output: edits },
  /** Takes an edit back, wherever it stands among the others; or does it again. */
  'object.undo': { input: oneEdit, output: edits },
  'object.redo': { input: oneEdit, output: edits },
} as const;
