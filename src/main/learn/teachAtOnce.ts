import type { Head } from '../project/HeadTable.ts';
import type { Lesson } from '../project/LessonTable.ts';
import { assembleHead } from './assembleHead.ts';
import { chooseWeight } from './chooseWeight.ts';
import { FOLDS, validateFold } from './crossValidation.ts';
import { trainHead } from './trainHead.ts';
import { trainTagHead } from './trainTagHead.ts';

/**
 * Teaches a head in this process, which it keeps busy: what `Teacher` does step by step in another one.
 *
 * @param usual where thresholds of AD-CAM's scores lie
 */
export function teachAtOnce(lessons: readonly Lesson[], usual: number): Head {
  const shownBy = lessons.map(({ shown }) => shown);
  const labels = [...new Set(shownBy.flat())].sort((a, b) => a - b);
  const head = trainHead(lessons, labels);
  const folds = Array.from({ length: FOLDS }, (_, fold) => validateFold(lessons, labels, fold));
  const choice = chooseWeight(
    folds.flatMap(({ heldOut }) => heldOut),
    usual,
  );
  return assembleHead({ head, tags: trainTagHead(lessons, labels), choice, shownBy, usual });
}
