import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { appRoutes } from '../../../shared/contract/appRoutes.ts';
import type { Handlers } from '../../../shared/contract/routes.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { errorMessage } from '../../../shared/errors/errorMessage.ts';
import { readSource } from '../../formats/source/readSource.ts';
import { openPack } from '../../pack/manifest/openPack.ts';
import { ProjectFile } from '../../project/ProjectFile.ts';
import { addSource, adoptPack } from '../../propose/setUpProject.ts';
import type { Application } from '../Application.ts';
import { describePack } from '../describePack.ts';

/** Settings, and choosing or making a project. */
export function appHandlers(app: Application): Pick<Handlers, keyof typeof appRoutes> {
  const expectChoice = (): void => {
    if (app.canChooseProject) return;
    throw new AppError(
      'invalid-input',
      'This Camweave was started for one project. Start it without one to choose here.',
    );
  };
  return {
    'app.get': () => app.summary(),
    'app.setSettings': (settings) => {
      app.settings.set({ settings });
      return {};
    },
    'folder.list': ({ path }) => {
      expectChoice();
      return listFolder(path === '' ? homedir() : resolve(path));
    },
    'pack.inspect': ({ path }) => {
      expectChoice();
      const pack = describePack(path, false);
      app.settings.remember({ pack: pack.path });
      return pack;
    },
    'source.inspect': ({ path, classes }) => {
      expectChoice();
      const { kind, root, images, warnings } = readSource(path, classes);
      const tagged = images.filter(({ tags }) => tags !== undefined).length;
      const project = freeProjectName(join(app.projectFolderFor(root), basename(root)));
      return { kind, root, images: images.length, tagged, warnings, project };
    },
    'project.create': ({ project: path, source: sourcePath, pack, classes }) => {
      expectChoice();
      const { manifest } = openPack(pack);
      const file = extname(path) === '.camweave' ? resolve(path) : `${resolve(path)}.camweave`;
      if (existsSync(file))
        throw new AppError('not-writable', `${file} is there already. Open it, or choose another name.`);
      expectDistinct(classes.map(({ name }) => name));
      if (dirname(file) === app.settings.folder) mkdirSync(dirname(file), { recursive: true });
      const project = ProjectFile.open(file, { create: true });
      try {
        adoptPack(project, pack, manifest, classes);
        const source = readSource(
          sourcePath,
          classes.map(({ name }) => name),
        );
        addSource(project, source);
        app.openProject(project);
        app.settings.remember({ pack: resolve(pack) });
        return { warnings: source.warnings };
      } catch (error) {
        project.discard();
        throw error;
      }
    },
    'project.open': ({ path }) => {
      expectChoice();
      app.openProjectAt(path);
      return {};
    },
    'project.close': () => {
      expectChoice();
      app.closeProject();
      return {};
    },
  };
}

function listFolder(path: string): {
  path: string;
  parent: string | null;
  folders: string[];
  projects: string[];
} {
  try {
    const entries = readdirSync(path, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'));
    const names = (wanted: (entry: (typeof entries)[number]) => boolean): string[] =>
      entries
        .filter(wanted)
        .map(({ name }) => name)
        .sort();
    return {
      path,
      parent: dirname(path) === path ? null : dirname(path),
      folders: names((entry) => entry.isDirectory()),
      projects: names((entry) => entry.isFile() && entry.name.endsWith('.camweave')),
    };
  } catch (cause) {
    throw new AppError('not-found', `${path} cannot be opened (${errorMessage(cause)}).`, { cause });
  }
}

/** A project file of this name, numbered if need be, that is not there yet. */
function freeProjectName(name: string): string {
  for (let n = 1; ; n++) {
    const file = `${name}${n === 1 ? '' : `-${n}`}.camweave`;
    if (!existsSync(file)) return file;
  }
}

function expectDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new AppError('invalid-input', `Two classes are named "${twice}". Give each its own name.`);
}
