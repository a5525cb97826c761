import { createHash } from 'node:crypto';
import { expectReadBack } from './expectReadBack.ts';
import type { ObjectCanvas } from './ObjectCanvas.ts';
import type { WrittenImage } from './WrittenImage.ts';

/**
 * Compares what objects have made with the label map that was meant, void as background.
 *
 * @param objects how many there have to be
 * @throws AppError `export-mismatch`
 */
export function checkCanvas(
  canvas: ObjectCanvas,
  { id, plainHash }: WrittenImage,
  objects: number,
  file: string,
): void {
  expectReadBack(canvas.objects === objects, file, `the number of objects of ${id}`);
  const hash = createHash('sha256').update(canvas.labels).digest('hex');
  expectReadBack(hash === plainHash, file, `the mask of ${id}`);
}
