import { createHash } from 'node:crypto';
import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { shownKey } from './shownKey.ts';

/** Another one for every change of how label maps come about. */
const VERSION = 1;

/**
 * Names all that the label map of an image follows from, without making it: another text whenever it may be another one.
 *
 * @returns says it of one image after the other, as the project is now
 */
export function shownBasis(project: ProjectFile): (image: ProjectImage) => string {
  const { classes, meta, decisions, strokes, scores } = project;
  const common = [
    ...[VERSION, classes.written(), meta.get('voidHalfWidth') ?? 0, meta.get('edges') ?? false],
    classes.all().map(({ label, threshold, guessed }) => [label, threshold, guessed]),
  ];
  return ({ id, width, height, contentHash, state, thresholds }) => {
    const facts = [common, width, height, contentHash, state, thresholds, strokes.standing(id)];
    // What was guessed for an image follows from its scores, which the key tells.
    const proposed = [shownKey(project, id), scores.has(id)];
    const frozen = state === 'accepted' ? decisions.last(id)?.id : undefined;
    return createHash('sha256')
      .update(JSON.stringify([facts, proposed, frozen]))
      .digest('hex');
  };
}
