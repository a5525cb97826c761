import { randomUUID } from 'node:crypto';
import type { Handlers } from '../../shared/contract/routes.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import { EventBus } from './EventBus.ts';
import { appHandlers } from './handlers/appHandlers.ts';
import { decisionHandlers } from './handlers/decisionHandlers.ts';
import { exportHandlers } from './handlers/exportHandlers.ts';
import { imageHandlers } from './handlers/imageHandlers.ts';
import { projectHandlers } from './handlers/projectHandlers.ts';
import { strokeHandlers } from './handlers/strokeHandlers.ts';
import type { OpenProject } from './OpenProject.ts';
import { Projects } from './Projects.ts';
import type { SettingsFile } from './SettingsFile.ts';

export interface ApplicationOptions {
  startChild: StartChild;
  settings: SettingsFile;
  /** Folder with `packs/default` and `samples`, where they come with Camweave. */
  resources: string;
  /** The one project to work on; without it projects are chosen on the start page. */
  project?: string;
  /** Who works here; kept with strokes and decisions. */
  author?: string;
}

/** Camweave without a window, a server or a terminal: at most one open project, and what pages can do with it. */
export class Application {
  readonly events = new EventBus();
  /** Differs from one start to the next, so that a page can tell. */
  readonly run = randomUUID();
  readonly settings: SettingsFile;
  readonly projects: Projects;
  readonly handlers: Handlers;

  /** @throws AppError of the project that is to be opened */
  constructor({ startChild, settings, resources, project, author = '' }: ApplicationOptions) {
    const { events } = this;
    const canChoose = project === undefined;
    this.settings = settings;
    this.projects = new Projects({ startChild, events, settings, resources, canChoose, author });
    const current = (): OpenProject => this.projects.current;
    this.handlers = {
      ...appHandlers({ projects: this.projects, settings, resources }),
      ...projectHandlers(current),
      ...exportHandlers(current, events),
      ...imageHandlers(current),
      ...decisionHandlers(current),
      ...strokeHandlers(current),
    };
    if (project !== undefined) this.projects.openAt(project);
  }
}
