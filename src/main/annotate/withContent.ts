import { createHash } from 'node:crypto';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import { readImageHeader } from '../image/readImageHeader.ts';
import { readPhotograph } from '../image/readPhotograph.ts';
import { fileOf } from '../project/fileOf.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

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
  const file = fileOf(project, image);
  const bytes = await readPhotograph(file);
  const size = readImageHeader(bytes, file);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  project.transaction(() =>
    project.images.setContent(image.id, { width: size.width, height: size.height, contentHash }),
  );
  return { ...image, width: size.width, height: size.height, contentHash };
}
