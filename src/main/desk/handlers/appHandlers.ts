import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { appRoutes } from '../../../shared/contract/appRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { PROJECT_ENDING } from '../../../shared/projects/projectName.ts';
import { adcam } from '../../models/adcam/adcam.ts';
import { openPackOf } from '../../models/pack/openPack.ts';
import { readSource } from '../../formats/readSource.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { addSource, adoptPack } from '../../propose/setUpProject.ts';
import { describePack } from '../describePack.ts';
import { expandHome } from '../expandHome.ts';
import { LatestOnly } from '../LatestOnly.ts';
import { listFolder } from '../listFolder.ts';
import type { AppParts } from '../summariseApp.ts';
import { summariseApp } from '../summariseApp.ts';

/** Settings, and choosing or making a project. */
export function appHandlers(parts: AppParts): Pick<Handlers, keyof typeof appRoutes> {
  const { projects, settings } = parts;
  const reading = new LatestOnly();
  const listing = new LatestOnly();
  return {
    'app.get': () => summariseApp(parts),
    'app.setSettings': (changed) => {
      settings.set({ settings: changed });
      return {};
    },
    'fault.report': ({ message, details }) => {
      parts.faults.record({ where: `a page: ${message}`, error: details });
      return {};
    },
    'folder.list': ({ path }) => {
      projects.expectChoice();
      return listFolder(path === '' ? homedir() : resolve(expandHome(path)), listing.next());
    },
    'pack.inspect': ({ path }) => {
      projects.expectChoice();
      const pack = describePack(expandHome(path), false);
      settings.remember({ pack: pack.path });
      return pack;
    },
    'source.inspect': async ({ path, classes }) => {
      projects.expectChoice();
      const { title, root, images, warnings } = await readSource(expandHome(path), classes, {
        signal: reading.next(),
      });
      const tagged = images.filter(({ tags }) => tags !== undefined).length;
      const project = freeProjectName(join(projects.folderFor(root), basename(root)));
      return { title, root, images: images.length, tagged, warnings, project };
    },
    'source.cancel': () => {
      reading.stop();
      return {};
    },
    'project.create': async ({ project, source: sourcePath, pack, classes }) => {
      projects.expectChoice();
      const path = expandHome(project);
      const { manifest } = openPackOf(adcam, pack);
      const names = classes.map(({ name }) => name);
      expectDistinct(names);
      const source = await readSource(expandHome(sourcePath), names, { signal: reading.next() });
      const file = extname(path) === PROJECT_ENDING ? resolve(path) : resolve(path) + PROJECT_ENDING;
      if (existsSync(file))
        throw new AppError('not-writable', `${file} is there already. Open it, or choose another name.`);
      if (dirname(file) === settings.folder) mkdirSync(dirname(file), { recursive: true });
      const created = ProjectFile.open(file, { create: true });
      try {
        adoptPack(created, pack, manifest, classes);
        addSource(created, source);
        projects.take(created);
        settings.remember({ pack: resolve(pack) });
        return { warnings: source.warnings };
      } catch (error) {
        created.discard();
        throw error;
      }
    },
    'project.open': async ({ path }) => {
      projects.expectChoice();
      projects.openAt(expandHome(path));
      return {};
    },
    'project.close': () => {
      projects.expectChoice();
      projects.close();
      return {};
    },
  };
}

/** A project file of this name, numbered if need be, that is not there yet. */
function freeProjectName(name: string): string {
  for (let n = 1; ; n++) {
    const file = `${name}${n === 1 ? '' : `-${n}`}${PROJECT_ENDING}`;
    if (!existsSync(file)) return file;
  }
}

function expectDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new AppError('invalid-input', `Two classes are named "${twice}". Give each its own name.`);
}
