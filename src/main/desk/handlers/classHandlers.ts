import type { classRoutes } from '../../../shared/contract/classRoutes.ts';
import type { ProjectSummary } from '../../../shared/contract/projectRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { addClasses, expectFreeName } from '../../annotate/addClasses.ts';
import { classUse } from '../../annotate/classUse.ts';
import { deleteClasses, restoreClasses } from '../../annotate/deleteClasses.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { OpenProject } from '../OpenProject.ts';
import { summariseProject } from '../summariseProject.ts';

/** The list of classes. */
export function classHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof classRoutes> {
  /** Makes a change once, however often its call comes. */
  const change = (number: string | undefined, work: (file: ProjectFile) => void): ProjectSummary => {
    const { file } = current();
    if (!file.changes.has(number))
      file.transaction(() => {
        file.changes.note(number);
        work(file);
      });
    current().learned();
    return summariseProject(current());
  };
  /** All images of a data set have the same classes. */
  const expectNoExport = (): void => {
    if (!current().exporting) return;
    throw new AppError('invalid-input', 'An export is running. Wait for it, then change the classes.');
  };
  return {
    'class.use': () => classUse(current().file),
    'class.addMany': ({ classes }, number) => change(number, (file) => addClasses(file, classes)),
    'class.update': ({ label, name, colour }, number) =>
      change(number, (file) => {
        current().expectClass(label);
        expectFreeName(file, name, label);
        file.classes.rename(label, name, colour);
      }),
    'class.delete': ({ labels, becomes }, number) =>
      change(number, (file) => {
        expectNoExport();
        deleteClasses(file, labels, becomes);
      }),
    'class.restore': ({ labels }, number) =>
      change(number, (file) => {
        expectNoExport();
        restoreClasses(file, labels);
      }),
    'class.reorder': ({ labels }, number) =>
      change(number, (file) => {
        const there = file.classes.all().map(({ label }) => label);
        const first = [...new Set(labels)].filter((label) => there.includes(label));
        file.classes.setOrder([...first, ...there.filter((label) => !first.includes(label))]);
      }),
  };
}
