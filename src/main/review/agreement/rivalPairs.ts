import { AppError } from '../../../shared/errors/AppError.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { LabelPair } from './agreementOf.ts';
import type { Comparing, LeftOut } from './agreeing.ts';

/**
 * The label maps of images that several people have worked on, as parts of a project were joined: what an image shows, and what each other person has
 * accepted.
 *
 * @param left is told how many have no two accepted label maps
 * @throws AppError `cancelled`; `project-invalid`
 */
export async function* rivalPairs(
  project: ProjectFile,
  { states, refine, signal, onProgress }: Comparing,
  { names, left }: { names: Map<number, string>; left: LeftOut },
): AsyncGenerator<LabelPair> {
  for (const { label, name } of project.classes.all()) names.set(label, name);
  const lines = project.rivals.list();
  for (const [index, { imageId, author, what }] of lines.entries()) {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped.');
    onProgress?.(index, lines.length);
    const image = project.images.get(imageId)!;
    const isCompared = what === 'accept' && states.includes(image.state);
    if (isCompared) await refine(project)(image);
    const shown = isCompared ? labelMapOf(project, image) : undefined;
    const other = shown && project.rivals.labels(imageId, author, shown.data.length);
    if (!shown || !other) left.alone += 1;
    else {
      const people: [string, string] = [project.decisions.last(imageId)?.author ?? '', author];
      yield { path: image.path, people, one: shown.data, other };
    }
  }
}
