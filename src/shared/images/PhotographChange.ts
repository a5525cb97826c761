import { z } from 'zod';
import type { ProjectImage } from './ProjectImage.ts';

/** What a photograph that is no longer the one that was labelled is now: its size in pixels, null where it cannot be read. */
export const photographChangeSchema = z.object({
  width: z.int().nullable(),
  height: z.int().nullable(),
});
export type PhotographChange = z.infer<typeof photographChangeSchema>;

/**
 * What to say of it.
 *
 * @param change undefined for the part that is the same whatever it is now
 */
export function changeWords(
  { path, width, height }: Pick<ProjectImage, 'path' | 'width' | 'height'>,
  change: PhotographChange | undefined,
): string {
  const what = `${path} is no longer the photograph that was labelled`;
  if (!change) return what;
  const now =
    change.width === null
      ? 'it cannot be read now'
      : change.width === width && change.height === height
        ? `of the same size, ${width} x ${height}, with other content`
        : `it is ${change.width} x ${change.height} now and was ${width} x ${height}`;
  return `${what}: ${now}. Its labels are as they were. Put the photograph back, find it elsewhere, keep the labels for this one, or start anew.`;
}
