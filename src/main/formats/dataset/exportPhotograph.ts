import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/errors/AppError.ts';
import { photographAsJpeg } from '../../image/photographAsJpeg.ts';
import { readImageHeader } from '../../image/readImageHeader.ts';
import { readPhotograph } from '../../image/readPhotograph.ts';
import { fileOf } from '../../project/fileOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { changeWords } from '../../../shared/images/PhotographChange.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';

/** A photograph as a data set gets it. */
export interface ExportPhotograph {
  /** A JPEG without rotation. */
  bytes: Uint8Array;
  /** Whether these are the bytes of the source. */
  copied: boolean;
  /** Absolute path of the source. */
  source: string;
  /** sha256 of the bytes. */
  hash: string;
}

/**
 * The bytes of a photograph: as they are where any reader shows them right, else encoded as a plain JPEG.
 *
 * @param size of the label map, in pixels
 * @throws AppError `image-unreadable` when the file is gone or of another size, `image-changed` when it is no longer the one
 *   that was labelled
 */
export async function exportPhotograph(
  project: ProjectFile,
  image: ProjectImage,
  { width, height }: { width: number; height: number },
): Promise<ExportPhotograph> {
  const file = fileOf(project, image);
  const bytes = await readPhotograph(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const header = readImageHeader(bytes, file);
  if (image.contentHash !== undefined && hash !== image.contentHash)
    throw new AppError('image-changed', changeWords(image, header));
  if (header.width !== width || header.height !== height) {
    throw new AppError(
      'image-unreadable',
      `${file} is ${header.width} x ${header.height}, its mask ${width} x ${height}.`,
    );
  }
  if (header.format === 'jpeg' && header.orientation === 1)
    return { bytes, copied: true, source: file, hash };
  const encoded = await photographAsJpeg(bytes, file);
  return {
    ...{ bytes: encoded, copied: false, source: file },
    hash: createHash('sha256').update(encoded).digest('hex'),
  };
}
