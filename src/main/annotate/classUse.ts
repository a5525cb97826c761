import type { GoneClass } from '../project/ClassTable.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** How many images have a class. */
export interface ClassUse {
  label: number;
  /** Tagged or painted with it. */
  images: number;
  tagged: number;
  painted: number;
  /** Of those images, how many are accepted. */
  accepted: number;
}

/**
 * How many images have each class, and the classes that are gone of which any has something.
 *
 * Painted is what strokes that stand were painted with, whether something lies over them or not.
 */
export function classUse(project: ProjectFile): { classes: ClassUse[]; gone: GoneClass[] } {
  const now = project.classes.labelsNow();
  const images = project.images.all();
  const tagged = new Sets();
  const painted = new Sets();
  const written = new Set([
    ...[...project.images.writtenTags().values()].flat(),
    ...project.given.writtenLabels(),
  ]);
  for (const { id, tags } of images) for (const label of tags ?? []) tagged.of(label).add(id);
  for (const { imageId, labels } of project.strokes.painted())
    for (const label of labels) {
      written.add(label);
      painted.of(now.of(label)).add(imageId);
    }
  const accepted = new Set(images.filter(({ state }) => state === 'accepted').map(({ id }) => id));
  const classes = project.classes.all().map(({ label }) => {
    const both = new Set([...tagged.of(label), ...painted.of(label)]);
    return {
      ...{ label, images: both.size, tagged: tagged.of(label).size, painted: painted.of(label).size },
      accepted: [...both].filter((id) => accepted.has(id)).length,
    };
  });
  return { classes, gone: project.classes.gone().filter(({ label }) => written.has(label)) };
}

/** Ids of images by label. */
class Sets {
  private readonly byLabel = new Map<number, Set<number>>();

  of(label: number): Set<number> {
    const found = this.byLabel.get(label) ?? new Set();
    this.byLabel.set(label, found);
    return found;
  }
}
