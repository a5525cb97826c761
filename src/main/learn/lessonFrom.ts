import { AppError } from '../../shared/errors/AppError.ts';
import { BACKGROUND, isClass } from '../../shared/labels/labelCodes.ts';
import type { IndexMask } from '../image/mask/readIndexMask.ts';
import type { LessonResult } from '../models/adcam/jobs.ts';
import type { Lesson } from '../project/LessonTable.ts';
import type { PackClasses } from '../propose/PackClasses.ts';
import { labelShares } from './labelShares.ts';

/**
 * A lesson of what the networks have said of an image, and of what it shows.
 *
 * @param answers `mask` has the labels of pixels, those of no class or background teaching nothing; `possible` the classes that the image may
 *   show; `scored` the labels of the networks' scores, in their order
 * @throws AppError `inference-failed` for features that are not finite
 */
export function lessonFrom(
  result: LessonResult,
  about: Pick<Lesson, 'imageId' | 'madeOf' | 'whole'> & { path: string },
  answers: { mask: IndexMask; possible: readonly number[]; scored: number[]; classes: PackClasses },
): Lesson {
  const { path, ...facts } = about;
  const { mask, possible, scored, classes } = answers;
  const [features, pooled, scores] = [result.features, result.pooled, result.scores].map((values) =>
    Float16Array.from(values),
  ) as [Float16Array, Float16Array, Float16Array];
  if (![features, pooled].every((values) => values.every(Number.isFinite)))
    throw new AppError(
      'inference-failed',
      `The networks say nothing finite of ${path}, so it teaches nothing.`,
    );
  const labels = [BACKGROUND, ...possible];
  const said = Array.from(result.probabilities).flatMap((probability, position): [number, number][] => {
    const label = classes.label(position);
    return label === undefined ? [] : [[label, Number(probability.toFixed(4))]];
  });
  return {
    ...{ ...facts, labels, said, scored, features, pooled, scores },
    shown: labelsIn(mask.data).filter(isClass),
    ...{ grid: result.grid, depth: result.depth, shareGrid: result.scoreGrid },
    shares: labelShares(mask.data, mask, result.scoreGrid, labels),
  };
}

/** The values of a mask, ascending. */
export function labelsIn(data: Uint8Array): number[] {
  const isThere = new Uint8Array(256);
  for (let i = 0; i < data.length; i++) isThere[data[i]!] = 1;
  return [...isThere.keys()].filter((value) => isThere[value] === 1);
}
