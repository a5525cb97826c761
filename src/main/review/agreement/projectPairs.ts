import { plainName } from '../../../shared/classes/isSameName.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectImage } from '../../../shared/images/ProjectImage.ts';
import { FIRST_CLASS, LAST_CLASS } from '../../../shared/labels/labelCodes.ts';
import { throughTable } from '../../../shared/labels/throughTable.ts';
import { labelMapOf } from '../../annotate/labelMapOf.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { LabelPair } from './agreementOf.ts';
import type { Comparing, LeftOut } from './agreeing.ts';

/**
 * The label maps of two projects, of images of the same path or, where one is relinked, the same content; in labels of the first, and free ones for classes
 * that it does not have.
 *
 * @param names gets the names of those by label
 * @param left is told what is not compared
 * @throws AppError `cancelled`; what stops all
 */
export async function* projectPairs(
  [one, other]: [ProjectFile, ProjectFile],
  { states, refine, signal, onProgress }: Comparing,
  { names, left }: { names: Map<number, string>; left: LeftOut },
): AsyncGenerator<LabelPair> {
  const to = sharedLabels(one, other, names);
  const [mine, theirs] = [one, other].map((project) =>
    project.images.all().filter(({ state }) => states.includes(state)),
  ) as [ProjectImage[], ProjectImage[]];
  const byPath = new Map(theirs.map((image) => [image.path, image]));
  const byHash = new Map(theirs.map((image) => [image.contentHash, image]));
  const pairs = mine.flatMap((image) => {
    const found = byPath.get(image.path) ?? (image.contentHash && byHash.get(image.contentHash));
    return found ? [[image, found] as const] : [];
  });
  left.alone = mine.length + theirs.length - 2 * pairs.length;
  for (const [index, [a, b]] of pairs.entries()) {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped.');
    onProgress?.(index, pairs.length);
    await refine(one)(a);
    await refine(other)(b);
    const [first, second] = [labelMapOf(one, a), labelMapOf(other, b)];
    const isSame = first?.width === second?.width && first?.height === second?.height;
    if (!first || !second || !isSame || (a.contentHash ?? b.contentHash) !== (b.contentHash ?? a.contentHash))
      left.other.push(a.path);
    else
      yield {
        ...{ path: a.path, people: undefined, one: first.data },
        other: throughTable(second.data, to),
      };
  }
}

/** By label of the other project, the one that both are compared in. @throws AppError `invalid-input` where there are too many classes */
function sharedLabels(one: ProjectFile, other: ProjectFile, names: Map<number, string>): Uint8Array {
  const to = Uint8Array.from({ length: 256 }, (_, label) => label);
  const labelOf = new Map<string, number>();
  for (const { label, name } of one.classes.all()) {
    names.set(label, name);
    labelOf.set(plainName(name), label);
  }
  for (const { label, name } of other.classes.all()) {
    const known = labelOf.get(plainName(name));
    const free = known ?? freeLabel(names);
    if (known === undefined) names.set(free, name);
    to[label] = free;
  }
  return to;
}

function freeLabel(names: ReadonlyMap<number, string>): number {
  for (let label = FIRST_CLASS; label <= LAST_CLASS; label++) if (!names.has(label)) return label;
  throw new AppError('invalid-input', `Together the projects have more than ${LAST_CLASS} classes.`);
}
