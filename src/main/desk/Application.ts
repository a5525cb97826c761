import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { AppSummary, PackSummary } from '../../shared/contract/appRoutes.ts';
import type { Handlers } from '../../shared/contract/routes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import { bundledPack, bundledSamples, locateBundled } from '../pack/bundled.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { describePack } from './describePack.ts';
import { EventBus } from './EventBus.ts';
import { appHandlers } from './handlers/appHandlers.ts';
import { exportHandlers } from './handlers/exportHandlers.ts';
import { imageHandlers } from './handlers/imageHandlers.ts';
import { projectHandlers } from './handlers/projectHandlers.ts';
import { strokeHandlers } from './handlers/strokeHandlers.ts';
import { OpenProject } from './OpenProject.ts';
import type { SettingsFile } from './SettingsFile.ts';

export interface ApplicationOptions {
  startChild: StartChild;
  settings: SettingsFile;
  /** Folder with `packs/default` and `samples`, where they come with Camweave. */
  resources: string;
  /** The one project to work on; without it projects are chosen on the start page. */
  project?: string;
}

/** Camweave without a window, a server or a terminal: at most one open project, and what pages can do with it. */
export class Application {
  readonly events = new EventBus();
  readonly settings: SettingsFile;
  /** Differs from one start to the next, so that a page can tell. */
  readonly run = randomUUID();
  readonly canChooseProject: boolean;
  readonly handlers: Handlers;
  private readonly startChild: StartChild;
  private readonly resources: string;
  private open: OpenProject | undefined;

  /** @throws AppError of the project that is to be opened */
  constructor({ startChild, settings, resources, project }: ApplicationOptions) {
    this.startChild = startChild;
    this.settings = settings;
    this.resources = resources;
    this.canChooseProject = project === undefined;
    this.handlers = {
      ...appHandlers(this),
      ...projectHandlers(this),
      ...exportHandlers(this),
      ...imageHandlers(this),
      ...strokeHandlers(this),
    };
    if (project !== undefined) this.openProjectAt(project);
  }

  /** @throws AppError `not-found` while no project is open */
  get current(): OpenProject {
    if (this.open) return this.open;
    throw new AppError('not-found', 'No project is open.');
  }

  /** @throws AppError of the project file; no project is open then */
  openProjectAt(path: string): void {
    this.closeProject();
    const file = ProjectFile.open(resolve(path));
    followBundled(file, this.resources);
    this.openProject(file);
  }

  /** Takes over a project file that was opened, in place of the present one. */
  openProject(file: ProjectFile): void {
    this.closeProject();
    this.open = new OpenProject(file, { startChild: this.startChild, events: this.events });
    this.settings.remember({ project: resolve(file.path) });
  }

  /** Where a project of these images is put: beside their folder, or with the settings if they came with Camweave. */
  projectFolderFor(root: string): string {
    const fromResources = relative(this.resources, root);
    const isOwn = !fromResources.startsWith('..') && !isAbsolute(fromResources);
    return isOwn ? this.settings.folder : dirname(root);
  }

  closeProject(): void {
    this.open?.close();
    this.open = undefined;
  }

  summary(): AppSummary {
    const { recent, settings } = this.settings.get();
    const samples = bundledSamples(this.resources);
    return {
      projectOpen: this.open !== undefined,
      canChooseProject: this.canChooseProject,
      recent: this.canChooseProject
        ? recent
            .filter(({ path }) => existsSync(path))
            .map((item) => ({ ...item, name: projectName(item.path) }))
        : [],
      packs: this.canChooseProject ? this.packs() : [],
      samples: existsSync(samples) ? samples : null,
      settings,
    };
  }

  /** The bundled pack first, then those used before that are still there. */
  private packs(): PackSummary[] {
    const bundled = bundledPack(this.resources);
    const paths = [bundled, ...this.settings.get().packs].filter((path) => existsSync(path));
    return [...new Set(paths)].flatMap((path) => {
      try {
        return describePack(path, path === bundled);
      } catch (error) {
        if (error instanceof AppError) return [];
        throw error;
      }
    });
  }
}

/** The name of a project: its file's, without folder and ending. */
export function projectName(path: string): string {
  return path.replace(/^.*[\\/]/, '').replace(/\.camweave$/, '');
}

/** A project goes on with the pack and the samples of the Camweave that opens it, where it began with another's. */
function followBundled(file: ProjectFile, resources: string): void {
  for (const key of ['pack', 'root'] as const) {
    const before = file.meta.get(key);
    const present = before === undefined ? undefined : locateBundled(before, resources);
    if (present === undefined || present === before) continue;
    // Somebody's own folder may be named like the samples.
    const isOurs = key === 'pack' || file.images.all().every(({ path }) => existsSync(join(present, path)));
    if (isOurs) file.meta.set(key, present);
  }
}
