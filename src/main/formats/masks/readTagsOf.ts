import type { SizedImage } from '../../annotate/withContent.ts';
import type { FoundMasks, MaskFile, ReadTags } from '../MaskReader.ts';
import { classesIn } from '../../../shared/labels/classesIn.ts';

/**
 * The classes that a source says an image shows: as it names them, else those of its label map, else those of its score maps.
 *
 * @param sized reads the size of the image where nobody knows it
 * @throws AppError naming the file
 */
export async function readTagsOf(
  masks: FoundMasks,
  mask: MaskFile,
  sized: () => Promise<SizedImage>,
): Promise<ReadTags> {
  const image = await sized();
  if (masks.gives === 'scores') return { labels: masks.read(mask, image).labels };
  if (masks.tags) return masks.tags(mask, image);
  const { data, losses } = masks.read(mask, image);
  return { labels: classesIn(data), losses };
}
