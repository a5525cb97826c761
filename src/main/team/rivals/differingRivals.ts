import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { Refine } from '../../annotate/refinedProposal.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { RivalWork } from '../../project/RivalTable.ts';
import { agreementOfMaps } from '../../review/agreement/pairAgreement.ts';

/** Somebody who has made something else of an image than it shows now. */
export interface DifferingRival {
  author: string;
  what: RivalWork;
  /** Mean IoU of the classes that either has; null where there are no two label maps. */
  iou: number | null;
}

/**
 * Those who have made something else of an image than it shows now.
 *
 * @throws AppError as `refine`; `project-invalid`
 */
export async function differingRivals(
  project: ProjectFile,
  { id }: ProjectImage,
  refine: Refine,
): Promise<DifferingRival[]> {
  const lines = project.rivals.list(id);
  if (lines.length === 0) return [];
  await refine(project.images.get(id)!);
  const image = project.images.get(id)!;
  const shown = image.state === 'rejected' ? undefined : labelMapOf(project, image);
  return lines.flatMap(({ author, what }): DifferingRival[] => {
    const other = shown && project.rivals.labels(id, author, shown.data.length);
    if (!shown || !other)
      return what === 'reject' && image.state === 'rejected' ? [] : [{ author, what, iou: null }];
    const { differing, miou } = agreementOfMaps(shown.data, other);
    return differing > 0 ? [{ author, what, iou: miou }] : [];
  });
}
