import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findVocRoot } from '../../formats/voc/findVocRoot.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { GroundTruth } from './groundTruth.ts';
import { ReadTruth } from './ReadTruth.ts';
import type { TrueRows } from './TrueRows.ts';

/**
 * Finds the true masks of a project's images: a VOC folder with SegmentationClass, COCO's instances or panoptic files, or whatever else masks are read from.
 *
 * @throws AppError `not-found` or `invalid-input` where there are none
 */
export async function openGroundTruth(path: string, project: ProjectFile): Promise<TrueRows> {
  const vocRoot = findVocRoot(path);
  if (vocRoot !== undefined && existsSync(join(vocRoot, 'SegmentationClass')))
    return new GroundTruth(path, project.classes.all());
  return ReadTruth.open(path, project);
}
