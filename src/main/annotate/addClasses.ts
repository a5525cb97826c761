import { isSameName } from '../../shared/classes/isSameName.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import { FIRST_CLASS, LAST_CLASS } from '../../shared/labels/labelCodes.ts';
import { DEFAULT_THRESHOLD } from '../../shared/parameters/proposalParameters.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { writtenLabels } from './writtenLabels.ts';

type NewClass = Pick<ProjectClass, 'name' | 'colour'>;

/**
 * Adds classes behind the others, all of them or none. To be called within a transaction.
 *
 * @throws AppError `invalid-input` for a name that is there or comes twice, or where no label is free
 */
export function addClasses(project: ProjectFile, added: readonly NewClass[]): void {
  const labels = freeLabels(project, added.length);
  for (const [index, { name, colour }] of added.entries()) {
    expectFreeName(project, name);
    project.classes.add({ label: labels[index]!, name, colour, threshold: DEFAULT_THRESHOLD });
  }
}

/**
 * @param except a class that may have this name
 * @throws AppError `invalid-input` for a name that another class has, whatever its capitals
 */
export function expectFreeName({ classes }: ProjectFile, name: string, except?: number): void {
  const taken = classes.all().find((item) => item.label !== except && isSameName(item.name, name));
  if (!taken) return;
  throw new AppError('invalid-input', `There is a class "${taken.name}" already. Give it another name.`);
}

/**
 * Labels that no class has had: the next ones, then those that were left out. Only where these are not enough, labels of
 * deleted classes that nothing was ever labelled with are given again.
 */
function freeLabels(project: ProjectFile, count: number): number[] {
  const taken = new Set(project.classes.written().map(({ label }) => label));
  const next = Math.max(0, ...taken) + 1;
  const all = Array.from({ length: LAST_CLASS }, (_, i) => i + FIRST_CLASS).filter(
    (label) => !taken.has(label),
  );
  const free = [...all.filter((label) => label >= next), ...all.filter((label) => label < next)].slice(
    0,
    count,
  );
  if (free.length < count) free.push(...forgetUnused(project, count - free.length));
  if (free.length === count) return free;
  const there = project.classes.all().length;
  const gone = project.classes.gone().length;
  throw new AppError(
    'invalid-input',
    gone === 0
      ? `A project has at most ${LAST_CLASS} classes, and there are ${there}.`
      : `A project has at most ${LAST_CLASS} classes. There are ${there}, and ${gone} that were deleted or merged keep their place ` +
          'for what was labelled with them.',
  );
}

function forgetUnused(project: ProjectFile, count: number): number[] {
  const gone = project.classes.gone().map(({ label }) => label);
  if (gone.length === 0) return [];
  const written = writtenLabels(project);
  const unused = gone.filter((label) => !written.has(label)).slice(0, count);
  for (const label of unused) project.classes.forget(label);
  return unused;
}
