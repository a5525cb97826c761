import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import type { TimeSlices } from '../../formats/dataset/TimeSlices.ts';
import type { ImageFigures } from '../../project/FigureTable.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';

const PAGE = 200;

/** What the project file knows of an image. */
export interface ImageLine {
  image: ProjectImage;
  /** Undefined where its label map is not counted as it is now. */
  figures: ImageFigures | undefined;
  /** Where what is proposed came from; undefined where that is Camweave. */
  origin: string | undefined;
  /** In [0, 1]; undefined where nobody has estimated it. */
  risk: number | undefined;
  /** That stand. */
  strokes: number;
  decisions: number;
  /** For how long somebody has worked on it. */
  seconds: number;
}

/** All images ascending by id, read some at a time, so that neither memory nor anybody else notices how many there are. */
export async function* imageLines(
  project: ProjectFile,
  { slices, uncounted }: { slices: TimeSlices; uncounted: ReadonlySet<number> },
): AsyncGenerator<ImageLine> {
  const { images, figures, risks, given, scores, strokes, decisions, activeTime } = project;
  for (let after = 0, page = images.after(0, PAGE); page.length > 0; page = images.after(after, PAGE)) {
    const last = page.at(-1)!.id;
    const counted = figures.between(after, last);
    const origins = new Map([...scores.origins(after, last), ...given.origins(after, last)]);
    const judged = risks.between(after, last);
    await slices.pause();
    const [painted, decided] = [strokes.counts(after, last), decisions.counts(after, last)];
    const worked = activeTime.seconds(after, last);
    for (const image of page) {
      const { id } = image;
      yield {
        image,
        figures: uncounted.has(id) ? undefined : counted.get(id),
        origin: origins.get(id),
        risk: judged.get(id),
        strokes: painted.get(id) ?? 0,
        decisions: decided.get(id) ?? 0,
        seconds: Math.max(0, worked.get(id) ?? 0),
      };
    }
    await slices.pause();
    after = last;
  }
}
