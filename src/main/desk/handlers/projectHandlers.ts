import { extname, isAbsolute } from 'node:path';
import type { projectRoutes } from '../../../shared/contract/projectRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { PROJECT_ENDING } from '../../../shared/projects/projectName.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { relinkImages } from '../../formats/relinkImages.ts';
import { previewThresholds } from '../../propose/previewThresholds.ts';
import { changeParameters, changeTagging } from '../../propose/setUpProject.ts';
import { expandHome } from '../expandHome.ts';
import type { OpenProject } from '../OpenProject.ts';
import { summariseProject } from '../summariseProject.ts';

/** The project as a whole: thresholds, parameters, the batch. */
export function projectHandlers(
  current: () => OpenProject,
  expectChoice: () => void,
): Pick<Handlers, keyof typeof projectRoutes> {
  return {
    'project.get': () => summariseProject(current()),
    'project.relink': async ({ folder }) => {
      expectChoice();
      const project = current();
      const outcome = await relinkImages(project.file, expandHome(folder));
      for (const { id } of project.file.images.all()) project.tell(id);
      project.learned();
      return outcome;
    },
    'project.saveCopy': async ({ path: typed }) => {
      const path = expandHome(typed);
      if (!isAbsolute(path))
        throw new AppError('invalid-input', `"${path}" is not a whole path. Start it at the root.`);
      const out = extname(path) === PROJECT_ENDING ? path : path + PROJECT_ENDING;
      await current().file.copyTo(out, { asAnother: true });
      return { path: out };
    },
    'project.setVoidHalfWidth': ({ voidHalfWidth }) => {
      const { file } = current();
      file.transaction(() => file.meta.set('voidHalfWidth', voidHalfWidth));
      current().judgeSoon();
      return {};
    },
    'project.setEdges': ({ edges }) => {
      const { file } = current();
      file.transaction(() => file.meta.set('edges', edges));
      current().judgeSoon();
      return {};
    },
    'project.setParameters': ({ parameters }) => {
      const { file, proposing } = current();
      const manifest = proposing.manifest();
      if (!manifest) throw new AppError('pack-invalid', `The pack of ${file.path} is not there.`);
      changeParameters(file, manifest, parameters);
      current().learned();
      return summariseProject(current());
    },
    'project.setTagging': ({ tagging }) => {
      changeTagging(current().file, tagging);
      return summariseProject(current());
    },
    'class.setThreshold': ({ label, threshold }) => {
      const { file } = current();
      current().expectClass(label);
      file.transaction(() => {
        if (threshold === null) file.classes.setGuessed(label, true);
        else file.classes.setThreshold(label, threshold);
      });
      current().judgeSoon();
      return {};
    },
    'class.previewThresholds': ({ thresholds }) => previewThresholds(current().file, thresholds),
    'batch.start': ({ ids }) => current().proposing.startBatch(ids && new Set(ids)),
    'batch.cancel': () => {
      current().proposing.cancelBatch();
      return {};
    },
  };
}
