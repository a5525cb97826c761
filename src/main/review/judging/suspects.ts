import { isOpen } from '../../../shared/images/imageState.ts';
import { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { StoredComponentRisk } from '../../project/RiskTable.ts';

/** A region of an image's label map. */
export type Suspect = Pick<StoredComponentRisk, 'label' | 'box' | 'area' | 'risk'> & { id: number };

/** Images that are looked into, those of the greatest risk: regions of all others are hardly worse. */
const MOST_IMAGES = 2000;

/** The smallest region that is looked at, as a share of its image: smaller ones are specks, which go all at once. */
const SMALLEST = 0.002;

/** Regions of images that wait for a decision, the likeliest to be wrong first, as they were judged last. */
export async function suspects(project: ProjectFile, most: number): Promise<Suspect[]> {
  const slices = new TimeSlices();
  const pixels = new Map(
    project.images
      .all()
      .flatMap(({ id, state, width = 0, height = 0 }) => (isOpen(state) ? [[id, width * height]] : [])),
  );
  const images = project.risks
    .all()
    .filter(({ id }) => pixels.has(id))
    .sort((a, b) => b.risk - a.risk)
    .slice(0, MOST_IMAGES);
  const found: Suspect[] = [];
  for (const { id } of images) {
    await slices.pause();
    for (const { label, box, area, risk } of project.risks.get(id)?.components ?? [])
      if (area >= SMALLEST * pixels.get(id)!) found.push({ id, label, box, area, risk });
  }
  return found.sort((a, b) => b.risk - a.risk).slice(0, most);
}
