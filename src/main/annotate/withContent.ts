import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { expectUnchanged, readContent } from './photographChange.ts';

/** An image whose size is known. */
export type SizedImage = ProjectImage & { width: number; height: number };

/**
 * An image whose size is known, read from its file where nobody has needed it before.
 *
 * @throws AppError `image-unreadable`, naming the file
 */
export async function withContent(project: ProjectFile, image: ProjectImage): Promise<SizedImage> {
  const { width, height } = image;
  if (width !== undefined && height !== undefined) return { ...image, width, height };
  const content = await readContent(project, image);
  project.transaction(() => project.images.setContent(image.id, content));
  return { ...image, ...content };
}

/**
 * The same, for whatever changes labels: they must not land on another photograph.
 *
 * @throws AppError `image-unreadable`, `image-changed`
 */
export async function withSameContent(project: ProjectFile, image: ProjectImage): Promise<SizedImage> {
  await expectUnchanged(project, image);
  const now = project.images.get(image.id) ?? image;
  // Nobody has labelled it, so the new photograph was taken over; but whoever asks has seen the one before.
  if (image.contentHash !== undefined && now.contentHash !== image.contentHash)
    throw new AppError(
      'image-changed',
      `${image.path} was replaced by another photograph. Open it again to work on that one.`,
    );
  return withContent(project, now);
}
