import { existsSync } from 'node:fs';
import type { AppSummary, PackSummary } from '../../shared/contract/appRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { projectName } from '../../shared/projects/projectName.ts';
import { bundledPack, bundledSamples } from '../models/pack/bundled.ts';
import { describePack } from './describePack.ts';
import type { FaultLog } from './FaultLog.ts';
import type { Projects } from './Projects.ts';
import type { SettingsFile } from './SettingsFile.ts';

/** What the application hands to those of its parts that look at the whole. */
export interface AppParts {
  projects: Projects;
  settings: SettingsFile;
  faults: FaultLog;
  resources: string;
}

/** What a page has to know before a project is open: recent projects, packs, samples, settings. */
export function summariseApp({ projects, settings, faults, resources }: AppParts): AppSummary {
  const kept = settings.get();
  const samples = bundledSamples(resources);
  const recent = kept.recent
    .filter(({ path }) => existsSync(path))
    .map((item) => ({ ...item, name: projectName(item.path) }));
  return {
    projectOpen: projects.isOpen,
    project: projects.isOpen ? projects.current.file.path : null,
    canChooseProject: projects.canChoose,
    recent: projects.canChoose ? recent : [],
    packs: projects.canChoose ? knownPacks(bundledPack(resources), kept.packs) : [],
    samples: existsSync(samples) ? samples : null,
    settings: kept.settings,
    log: faults.file,
  };
}

/** The bundled pack first, then those used before that are still there. */
function knownPacks(bundled: string, used: readonly string[]): PackSummary[] {
  const paths = [bundled, ...used].filter((path) => existsSync(path));
  return [...new Set(paths)].flatMap((path) => {
    try {
      return describePack(path, path === bundled);
    } catch (error) {
      if (error instanceof AppError) return [];
      throw error;
    }
  });
}
