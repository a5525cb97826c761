import type { ProjectImage } from '../../shared/images/ProjectImage.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { StoredScores } from '../project/ScoreTable.ts';

/**
 * Thresholds in force for an image, in the order of its scores: its own, which a person has given it; else the one that was
 * guessed for it, where its class takes guesses; else the class's.
 */
export function thresholdsOf(
  project: ProjectFile,
  image: Pick<ProjectImage, 'thresholds'>,
  { labels, guesses }: Pick<StoredScores, 'labels' | 'guesses'>,
): number[] {
  const known = new Map(project.classes.all().map((item) => [item.label, item]));
  return labels.map((label, i) => {
    const { threshold, guessed } = known.get(label)!;
    return image.thresholds[label] ?? (guessed ? guesses?.[i] : undefined) ?? threshold;
  });
}
