import type { Learning, learnRoutes } from '../../../shared/contract/learnRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ProjectFile } from '../../project/ProjectFile.ts';
import type { OpenProject } from '../OpenProject.ts';
import { summariseLearning } from '../summariseLearning.ts';

/** Learning from what is accepted: switches, and which head is used. */
export function learnHandlers(current: () => OpenProject): Pick<Handlers, keyof typeof learnRoutes> {
  const change = (work: (file: ProjectFile) => void): Learning => {
    const project = current();
    project.file.transaction(() => work(project.file));
    project.learned();
    return summariseLearning(project);
  };
  return {
    'learn.get': () => summariseLearning(current()),
    'learn.setOn': ({ on }) => change((file) => file.meta.set('learning', on)),
    'learn.setScribbles': ({ scribbles }) => change((file) => file.meta.set('scribbles', scribbles)),
    'learn.setClass': ({ label, learns }) => {
      current().expectClass(label);
      return change((file) => file.classes.setLearns(label, learns));
    },
    'learn.use': ({ head }) => {
      const { file } = current();
      if (head !== null && !file.heads.all().some(({ id }) => id === head))
        throw new AppError('not-found', `There is no taught head ${head} in ${file.path} any more.`);
      return change((project) => project.meta.set('head', head));
    },
  };
}
