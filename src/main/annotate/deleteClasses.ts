import { AppError } from '../../shared/errors/AppError.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import { expectFreeName } from './addClasses.ts';

/**
 * Deletes classes, or merges them into another. Nothing that was labelled with them is rewritten: it is read as what they have
 * become (`project/LabelsNow.ts`), until they are restored. To be called within a transaction.
 *
 * @param becomes 0 background, 255 void, 254 whatever is proposed, or the label of a class that stays
 * @throws AppError `not-found` for a class that is not there; `invalid-input` where they would become one of themselves
 */
export function deleteClasses(project: ProjectFile, labels: readonly number[], becomes: number): void {
  const there = new Map(project.classes.all().map(({ label, name }) => [label, name]));
  const missing = [...labels, ...(isClass(becomes) ? [becomes] : [])].find((label) => !there.has(label));
  if (missing !== undefined)
    throw new AppError('not-found', `There is no class ${missing} in ${project.path}.`);
  if (labels.includes(becomes))
    throw new AppError('invalid-input', `The class "${there.get(becomes)}" cannot become itself.`);
  for (const label of labels) project.classes.setBecomes(label, becomes);
}

/**
 * Brings classes back that were deleted or merged, with all that was labelled with them. To be called within a transaction.
 *
 * @throws AppError `not-found` for one that was never deleted; `invalid-input` where another class has its name now
 */
export function restoreClasses(project: ProjectFile, labels: readonly number[]): void {
  for (const label of labels) {
    const item = project.classes.gone().find((gone) => gone.label === label);
    if (!item) throw new AppError('not-found', `There is no deleted class ${label} in ${project.path}.`);
    expectFreeName(project, item.name);
    project.classes.setBecomes(label, null);
  }
}
