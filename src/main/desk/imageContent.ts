import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readImageHeader } from '../image/readImageHeader.ts';
import type { ProjectImage } from '../project/ImageTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { readPhotograph } from './photographs.ts';

/**
 * An image whose size is known, read from its file where nobody has needed it before.
 *
 * @throws AppError `not-found` or `image-unreadable`, naming the file
 */
export async function withContent(
  project: ProjectFile,
  image: ProjectImage,
): Promise<ProjectImage & { width: number; height: number }> {
  const { width, height } = image;
  if (width !== undefined && height !== undefined) return { ...image, width, height };
  const file = join(project.meta.get('root') ?? '', image.path);
  const bytes = await readPhotograph(file);
  const size = readImageHeader(bytes, file);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  project.transaction(() =>
    project.images.setContent(image.id, { width: size.width, height: size.height, contentHash }),
  );
  return { ...image, width: size.width, height: size.height, contentHash };
}
