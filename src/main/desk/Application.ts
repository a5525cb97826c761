import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { callHeadSchema } from '../../shared/contract/callHead.ts';
import type { Result } from '../../shared/contract/result.ts';
import { refusal } from '../../shared/contract/result.ts';
import type { Handlers } from '../../shared/contract/routes.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import { dispatch } from './dispatch.ts';
import { EventBus } from './EventBus.ts';
import { FaultLog } from './FaultLog.ts';
import { appHandlers } from './handlers/appHandlers.ts';
import { classHandlers } from './handlers/classHandlers.ts';
import { clickHandlers } from './handlers/clickHandlers.ts';
import { decisionHandlers } from './handlers/decisionHandlers.ts';
import { exportHandlers } from './handlers/exportHandlers.ts';
import { galleryHandlers } from './handlers/galleryHandlers.ts';
import { importHandlers } from './handlers/importHandlers.ts';
import { imageHandlers } from './handlers/imageHandlers.ts';
import { imagesHandlers } from './handlers/imagesHandlers.ts';
import { learnHandlers } from './handlers/learnHandlers.ts';
import { objectHandlers } from './handlers/objectHandlers.ts';
import { projectHandlers } from './handlers/projectHandlers.ts';
import { riskHandlers } from './handlers/riskHandlers.ts';
import { statsHandlers } from './handlers/statsHandlers.ts';
import { rivalHandlers } from './handlers/rivalHandlers.ts';
import { truthHandlers } from './handlers/truthHandlers.ts';
import { reviewNoteHandlers } from './handlers/reviewNoteHandlers.ts';

import { strokeHandlers } from './handlers/strokeHandlers.ts';
import type { OpenProject } from './OpenProject.ts';
import { Projects } from './Projects.ts';
import { Repeats } from './Repeats.ts';
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
  /** Is given every fault as text, for a terminal. */
  onFault?: (text: string) => void;
}

/** Camweave without a window, a server or a terminal: at most one open project, and what pages can do with it. */
export class Application {
  readonly events = new EventBus();
  /** Differs from one start to the next, so that a page can tell. */
  readonly run = randomUUID();
  readonly settings: SettingsFile;
  readonly projects: Projects;
  readonly faults: FaultLog;
  readonly handlers: Handlers;
  private readonly repeats = new Repeats();

  /** @throws AppError of the project that is to be opened */
  constructor({ startChild, settings, resources, project, author = '', onFault }: ApplicationOptions) {
    const { events } = this;
    const canChoose = project === undefined;
    this.settings = settings;
    this.faults = new FaultLog(settings.folder, onFault);
    this.projects = new Projects({
      ...{ startChild, events, settings, resources, canChoose, author },
      faults: this.faults,
    });
    const current = (): OpenProject => this.projects.current;
    this.handlers = {
      ...appHandlers({ projects: this.projects, faults: this.faults, settings, resources }),
      ...projectHandlers(current, () => this.projects.expectChoice()),
      ...classHandlers(current),
      ...exportHandlers(current, events),
      ...importHandlers(current, events),
      ...imageHandlers(current),
      ...imagesHandlers(current),
      ...decisionHandlers(current),
      ...strokeHandlers(current),
      ...learnHandlers(current),
      ...clickHandlers(current, { startChild, home: settings.folder }),
      ...objectHandlers(current),
      ...riskHandlers(current),
      ...rivalHandlers(current),
      ...truthHandlers(current),
      ...statsHandlers(current),
      ...galleryHandlers(current),
      ...reviewNoteHandlers(current),
    };
    if (project !== undefined) this.projects.openAt(project);
  }

  /**
   * Answers one request of a page, whichever transport it came by; what goes wrong unforeseen is logged.
   *
   * @param head a `CallHead`, as it came
   */
  async answer(route: string, input: unknown, head: unknown = {}): Promise<Result> {
    const parsed = callHeadSchema.safeParse(head);
    if (!parsed.success) return refusal('invalid-input', z.prettifyError(parsed.error));
    const { number, project } = parsed.data;
    if (project !== undefined && project !== this.projects.id)
      return refusal('other-project', 'The project that this was done in is not open now.');
    return this.repeats.answer(number, () =>
      dispatch(this.handlers, { route, input, number }, (error) =>
        this.faults.record({ where: route, error }),
      ),
    );
  }
}
