import { extname, isAbsolute } from 'node:path';
import type { projectRoutes, ProjectSummary } from '../../../shared/contract/projectRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { LAST_CLASS } from '../../../shared/labels/labelCodes.ts';
import { PROJECT_ENDING, projectName } from '../../../shared/projects/projectName.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { DEFAULT_PARAMETERS, DEFAULT_THRESHOLD } from '../../../shared/parameters/proposalParameters.ts';
import { relinkImages } from '../../formats/relinkImages.ts';
import { PackClasses } from '../../propose/PackClasses.ts';
import { previewThresholds } from '../../propose/previewThresholds.ts';
import { Proposals } from '../../propose/Proposals.ts';
import { changeParameters } from '../../propose/setUpProject.ts';
import { expandHome } from '../expandHome.ts';
import type { OpenProject } from '../OpenProject.ts';

/** The project as a whole: classes, thresholds, parameters, the batch. */
export function projectHandlers(
  current: () => OpenProject,
  expectChoice: () => void,
): Pick<Handlers, keyof typeof projectRoutes> {
  return {
    'project.get': () => summarise(current()),
    'project.relink': async ({ folder }) => {
      expectChoice();
      const project = current();
      const outcome = await relinkImages(project.file, expandHome(folder));
      for (const { id } of project.file.images.all()) project.tell(id);
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
      return {};
    },
    'project.setParameters': ({ parameters }) => {
      const { file, proposing } = current();
      const manifest = proposing.manifest();
      if (!manifest) throw new AppError('pack-invalid', `The pack of ${file.path} is not there.`);
      changeParameters(file, manifest, parameters);
      return summarise(current());
    },
    'class.setThreshold': ({ label, threshold }) => {
      const { file } = current();
      current().expectClass(label);
      file.transaction(() => file.classes.setThreshold(label, threshold));
      return {};
    },
    'class.previewThresholds': ({ thresholds }) => previewThresholds(current().file, thresholds),
    'class.add': ({ name, colour }, number) => {
      const { file } = current();
      if (file.changes.has(number)) return summarise(current());
      const classes = file.classes.all();
      expectFreeName(current(), name);
      const label = Math.max(0, ...classes.map((item) => item.label)) + 1;
      if (label > LAST_CLASS)
        throw new AppError('invalid-input', `A project has at most ${LAST_CLASS} classes.`);
      file.transaction(() => {
        file.changes.note(number);
        file.classes.add({ label, name, colour, threshold: DEFAULT_THRESHOLD });
      });
      return summarise(current());
    },
    'class.update': ({ label, name, colour }) => {
      const { file } = current();
      current().expectClass(label);
      expectFreeName(current(), name, label);
      file.transaction(() => file.classes.rename(label, name, colour));
      return summarise(current());
    },
    'batch.start': ({ ids }) => current().proposing.startBatch(ids && new Set(ids)),
    'batch.cancel': () => {
      current().proposing.cancelBatch();
      return {};
    },
  };
}

function expectFreeName({ file }: OpenProject, name: string, except?: number): void {
  if (file.classes.all().every((item) => item.name !== name || item.label === except)) return;
  throw new AppError('invalid-input', `There is a class "${name}" already. Give it another name.`);
}

function summarise({ file, proposing }: OpenProject): ProjectSummary {
  const manifest = proposing.manifest();
  const classes = file.classes.all();
  const known = manifest && new PackClasses(classes, manifest);
  const ready = manifest && file.meta.get('parameters') !== undefined;
  return {
    id: file.meta.get('id')!,
    name: projectName(file.path),
    path: file.path,
    root: file.meta.get('root') ?? '',
    classes: classes.map((item) => ({
      ...item,
      proposable: known !== undefined && known.proposable([item.label]).length > 0,
    })),
    voidHalfWidth: file.meta.get('voidHalfWidth') ?? 0,
    parameters: file.meta.get('parameters') ?? DEFAULT_PARAMETERS,
    pack: manifest ? { name: manifest.name, layers: manifest.vit.attention.length } : null,
    pending: ready ? new Proposals(file, manifest).pendingImages().pending.length : 0,
    batch: proposing.batch ?? null,
    provider: proposing.provider ?? null,
  };
}
