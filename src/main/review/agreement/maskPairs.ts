import { AppError } from '../../../shared/errors/AppError.ts';
import { isFileFault } from '../../../shared/errors/faults.ts';
import { UNTOUCHED, VOID } from '../../../shared/labels/labelCodes.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import { matchMasks } from '../../formats/masks/matchMasks.ts';
import { openMasks } from '../../formats/masks/openMasks.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { LabelPair } from './agreementOf.ts';
import type { Comparing, LeftOut } from './agreeing.ts';

/**
 * The label maps of a project and masks from elsewhere, of images of the same name; what masks have of no class of the project is void.
 *
 * @param names gets the names of classes by label
 * @param left is told what is not compared
 * @throws AppError `not-found`, `invalid-input` where there are no masks; `cancelled`
 */
export async function* maskPairs(
  [project, path]: [ProjectFile, string],
  { states, refine, signal, onProgress }: Comparing,
  { names, left }: { names: Map<number, string>; left: LeftOut },
): AsyncGenerator<LabelPair> {
  const { masks, classes } = await openMasks(project, path);
  if (masks.gives !== 'labels')
    throw new AppError('invalid-input', `${path} holds score maps; give masks, or another project.`);
  for (const { label, name } of project.classes.all()) names.set(label, name);
  const images = project.images.all();
  const { pairs, withoutImage } = matchMasks(images, masks.files);
  const compared = pairs.filter(({ image }) => states.includes(image.state));
  const wanted = images.filter(({ state }) => states.includes(state)).length;
  left.alone = wanted - compared.length + (pairs.length - compared.length) + withoutImage.length;
  const now = project.classes.labelsNow();
  for (const [index, { image, mask }] of compared.entries()) {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped.');
    onProgress?.(index, compared.length);
    try {
      await refine(project)(image);
      const shown = labelMapOf(project, image);
      if (!shown) {
        left.other.push(image.path);
        continue;
      }
      const { width, height, data } = masks.read(mask, {
        ...image,
        width: shown.width,
        height: shown.height,
      });
      if (shown.width !== width || shown.height !== height) left.other.push(image.path);
      else {
        const other = data.map((label) => (now.of(label) === UNTOUCHED ? VOID : now.of(label)));
        yield { path: image.path, people: undefined, one: shown.data, other };
      }
    } catch (error) {
      if (!isFileFault(error)) throw error;
      if (error.code === 'other-size') left.other.push(image.path);
      else left.warnings.push(error.message);
    }
  }
  left.warnings.push(
    ...masks.warnings,
    ...classes.names.strange.map(
      ({ name }) => `The project has no class "${name}"; its pixels do not count.`,
    ),
  );
}
