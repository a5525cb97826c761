import { plainName } from '../../shared/classes/isSameName.ts';
import { isClass } from '../../shared/labels/labelCodes.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** What a project calls its labels, in words that other projects share: names of classes that are there, and the codes of all else. */
export function namesOf(project: ProjectFile): (label: number) => string {
  const names = new Map(project.classes.all().map(({ label, name }) => [label, plainName(name)]));
  return (label) => (isClass(label) ? names.get(label) : undefined) ?? String(label);
}
