import { closestName } from '../../../shared/classes/closestName.ts';
import { isSameName, plainName } from '../../../shared/classes/isSameName.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ClassChange } from '../../../shared/export/commonOptions.ts';
import { BACKGROUND, VOID } from '../../../shared/labels/labelCodes.ts';
import type { ExportClass } from './ExportClass.ts';

/** The classes of a data set, and which of the project's labels become which. */
export interface ExportClasses {
  /** In the order of the project. A class that is renamed keeps its label; of those that become one, that of the one whose name it is, else of the first. */
  classes: ExportClass[];
  /** By label of the project, that of the data set. */
  table: Uint8Array;
  /** Whether all labels stay what they are. */
  areSame: boolean;
}

/**
 * Renames, joins and leaves out classes, all at once: a name that is given away can be taken by another class.
 *
 * @param leftOut what pixels of classes that are left out become
 * @throws AppError `invalid-input` for a class that is not there or named twice, or where none is left
 */
export function exportClasses(
  project: readonly ExportClass[],
  changes: readonly ClassChange[],
  leftOut: 'background' | 'void',
): ExportClasses {
  expectKnown(project, changes);
  const table = Uint8Array.from({ length: 256 }, (_, label) => label);
  const groups = new Map<string, { name: string; members: ExportClass[] }>();
  for (const item of project) {
    const name = (changes.find(({ from }) => isSameName(from, item.name))?.to ?? item.name).trim();
    const group = groups.get(plainName(name)) ?? { name, members: [] };
    groups.set(plainName(name), { ...group, members: [...group.members, item] });
  }
  const classes = new Map<ExportClass, ExportClass>();
  for (const [plain, { name, members }] of groups) {
    const own = members.find((item) => plainName(item.name) === plain);
    const head = own ?? members[0]!;
    const isLeft = plain === '';
    for (const { label } of members)
      table[label] = !isLeft ? head.label : leftOut === 'void' ? VOID : BACKGROUND;
    if (isLeft) continue;
    const called = own && members.length > 1 ? own.name : name;
    const names = members.map((item) => item.name);
    classes.set(head, { ...head, name: called, ...(!names.includes(called) && { renamed: names }) });
  }
  const ordered = project.flatMap((item) => classes.get(item) ?? []);
  if (ordered.length === 0)
    throw new AppError('invalid-input', 'All classes are left out, so there is nothing to export.');
  return { classes: ordered, table, areSame: table.every((now, label) => now === label) };
}

function expectKnown(project: readonly ExportClass[], changes: readonly ClassChange[]): void {
  const names = project.map(({ name }) => name);
  const seen = new Set<string>();
  for (const { from } of changes) {
    const plain = plainName(from);
    if (seen.has(plain))
      throw new AppError('invalid-input', `What becomes of the class "${from}" is said twice.`);
    seen.add(plain);
    if (names.some((name) => plainName(name) === plain)) continue;
    const near = closestName(from, names);
    throw new AppError(
      'invalid-input',
      `There is no class "${from}" in this project.${near === undefined ? '' : ` Did you mean "${near}"?`}`,
    );
  }
}
