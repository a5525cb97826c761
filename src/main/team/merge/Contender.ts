import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import { isPhotographFault } from '../../../shared/errors/faults.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { RivalLine } from '../../project/RivalTable.ts';
import { versionOf, versionOfRival } from '../ImageVersion.ts';
import type { namesOf } from '../namesOf.ts';
import type { Candidate } from './chooseVersion.ts';
import type { Holder } from './groupImages.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';

/** A version of an image, and where it is kept. */
export interface Contender extends Candidate {
  holder: Holder;
  /** Where its project keeps it beside another one. */
  rival: RivalLine | undefined;
}

/** All versions of an image that projects have. @param nameOf by project, see `namesOf` */
export function contendersOf(
  holders: readonly Holder[],
  nameOf: ReadonlyMap<ProjectFile, ReturnType<typeof namesOf>>,
): Contender[] {
  return holders.flatMap((holder): Contender[] => {
    const { project, image } = holder;
    const own = versionOf(project, image, nameOf.get(project)!);
    const rivals = project.rivals.list(image.id);
    return [
      { ...own, isWhole: true, holder, rival: undefined },
      ...rivals.map((rival) => ({ ...versionOfRival(rival), isWhole: false, holder, rival })),
    ];
  });
}

/**
 * Sees that the label map of a version can be made: where its proposal follows edges, it may have to be refined first.
 *
 * @param refine by project
 * @returns false where its photograph is not there, so that it cannot be
 */
export async function makeReady(
  { holder: { project, image }, rival, what }: Contender,
  refine: (project: ProjectFile) => Refine,
): Promise<boolean> {
  if (rival || what !== 'edit') return true;
  try {
    await refine(project)(image);
    return true;
  } catch (error) {
    if (!isPhotographFault(error)) throw error;
    return false;
  }
}

/** The label map of a version in labels of the target, `uint8[height, width]`; undefined where nothing was labelled. */
export function labelsOf({ holder, rival, what }: Contender): Uint8Array | undefined {
  const { project, image, to } = holder;
  if (what === 'reject') return undefined;
  const area = (image.width ?? 0) * (image.height ?? 0);
  const labels = rival
    ? project.rivals.labels(image.id, rival.author, area)
    : labelMapOf(project, image)?.data;
  return labels && throughTable(labels, to);
}
