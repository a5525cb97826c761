import { isDecided } from '../../../shared/images/imageState.ts';
import { RIGHT_FROM } from '../../../shared/review/ReviewPlan.ts';
import type { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import { meanIouOf } from '../judging/compareLabels.ts';
import { imageLines } from '../stats/imageLines.ts';
import type { Stratum } from './samplePlan.ts';

const QUARTERS = 4;

/** Images of about the same risk, and those of them that nobody has decided. */
export interface ReviewStratum extends Stratum {
  /** The least and greatest risk in it; null for images whose risk nobody has estimated. */
  risk: { from: number; to: number } | null;
  /** Paths of the images that nobody has looked at. */
  left: string[];
}

export interface ReviewStrata {
  strata: ReviewStratum[];
  unlabelled: number;
  uncounted: number;
}

interface Judged {
  path: string;
  risk: number | undefined;
  isLooked: boolean;
  isWrong: boolean;
}

/**
 * Parts the images of a project into quarters by risk, and those without one. Looked at are those that are accepted or rejected; see PLAN_ASSUMES for
 * what is wrong.
 *
 * @param uncounted images whose figures are not those of now
 */
export async function reviewStrata(
  project: ProjectFile,
  { slices, uncounted }: { slices: TimeSlices; uncounted: ReadonlySet<number> },
): Promise<ReviewStrata> {
  const verdicts = new Set(
    project.notes.all().flatMap(({ kind, imageId }) => (kind === 'verdict' ? [imageId] : [])),
  );
  const all: Judged[] = [];
  let [unlabelled, unknown] = [0, 0];
  for await (const { image, figures, risk } of imageLines(project, { slices, uncounted })) {
    const { id, path, state } = image;
    if (state === 'new') unlabelled += 1;
    else {
      if (state === 'accepted' && uncounted.has(id)) unknown += 1;
      const isChanged = figures?.compared !== undefined && meanIouOf(figures.compared) < RIGHT_FROM;
      const isWrong = state === 'rejected' || verdicts.has(id) || (state === 'accepted' && isChanged);
      all.push({ path, risk, isLooked: isDecided(state), isWrong });
    }
  }
  return { strata: strataOf(all), unlabelled, uncounted: unknown };
}

function strataOf(all: readonly Judged[]): ReviewStratum[] {
  const judged = all.filter(({ risk }) => risk !== undefined);
  judged.sort((a, b) => a.risk! - b.risk! || (a.path < b.path ? -1 : 1));
  const quarters = Array.from({ length: QUARTERS }, (_, quarter) => {
    const at = (part: number): number => Math.round((part * judged.length) / QUARTERS);
    return judged.slice(at(quarter), at(quarter + 1));
  });
  const unjudged = all.filter(({ risk }) => risk === undefined);
  return [...quarters, unjudged].filter(({ length }) => length > 0).map(stratumOf);
}

function stratumOf(images: readonly Judged[]): ReviewStratum {
  const [from, to] = [images[0]!.risk, images.at(-1)!.risk];
  const looked = images.filter(({ isLooked }) => isLooked);
  return {
    ...{ images: images.length, looked: looked.length },
    wrong: looked.filter(({ isWrong }) => isWrong).length,
    risk: from === undefined || to === undefined ? null : { from, to },
    left: images.flatMap(({ path, isLooked }) => (isLooked ? [] : [path])),
  };
}
