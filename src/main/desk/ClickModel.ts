import { existsSync, statSync } from 'node:fs';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorMessage } from '../../shared/errors/errorMessage.ts';
import type { FieldCorrector } from '../correct/FieldCorrector.ts';
import { openClickPack } from '../correct/openClickPack.ts';
import type { PackCorrector } from '../correct/PackCorrector.ts';
import type { StartChild } from '../inference/host/ChildLink.ts';
import { InferenceHost } from '../inference/host/InferenceHost.ts';
import { embedJob } from '../models/clicks/jobs.ts';
import { PUBLISHED_PACKS, publishedPackPath } from '../models/published/publishedPacks.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';
import type { FaultLog } from './FaultLog.ts';

/** An open click pack. */
interface Opened {
  host: InferenceHost;
  corrector: PackCorrector;
}

/** The click pack that a project is corrected with: its own, else one that was fetched on this machine. In a child of its own. */
export class ClickModel {
  private readonly project: ProjectFile;
  private readonly fields: FieldCorrector;
  private readonly startChild: StartChild;
  private readonly faults: FaultLog;
  /** Folder of the settings, where packs lie that were fetched. */
  private readonly home: string;
  private opening: { pack: string; opened: Promise<Opened> } | undefined;

  constructor(
    project: ProjectFile,
    parts: { fields: FieldCorrector; startChild: StartChild; faults: FaultLog; home: string },
  ) {
    this.project = project;
    this.fields = parts.fields;
    this.startChild = parts.startChild;
    this.faults = parts.faults;
    this.home = parts.home;
  }

  /** Path of the pack; undefined where there is none. */
  get pack(): string | undefined {
    const own = this.project.meta.get('clicksPack');
    if (own !== undefined) return own;
    return PUBLISHED_PACKS.map((item) => publishedPackPath(this.home, item)).find((path) => existsSync(path));
  }

  /**
   * What corrects with the pack; undefined without one. It is opened once; what failed is tried again when the pack has changed.
   *
   * @throws AppError of the pack
   */
  async corrector(): Promise<PackCorrector | undefined> {
    return (await this.open())?.corrector;
  }

  /** Makes what clicks on a photograph need, behind what a person asks for. @throws AppError of the pack or the photograph */
  async prepare(file: string): Promise<void> {
    const opened = await this.open();
    await opened?.host.run(embedJob, { image: file }, { priority: 'batch' });
  }

  close(): void {
    void this.opening?.opened.then(({ host }) => host.close()).catch(() => undefined);
    this.opening = undefined;
  }

  private async open(): Promise<Opened | undefined> {
    const { pack } = this;
    if (pack === undefined) return undefined;
    const key = `${pack}\0${stampOf(pack)}`;
    if (this.opening?.pack !== key) {
      this.close();
      this.opening = { pack: key, opened: this.start(pack) };
    }
    return this.opening.opened;
  }

  private async start(pack: string): Promise<Opened> {
    const host = new InferenceHost(this.startChild, {
      onRestart: ({ how, stderr }) =>
        this.faults.record({ where: `the process of the click pack ended: ${how}`, error: stderr }),
    });
    try {
      return { host, corrector: await openClickPack(host, pack, this.fields) };
    } catch (error) {
      host.close();
      throw error;
    }
  }
}

/** What to say where a click pack cannot be used and the score field answers; undefined for what is no fault of the pack. */
export function packProblem(error: unknown): string | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (['image-unreadable', 'image-changed', 'cancelled', 'invalid-input'].includes(error.code))
    return undefined;
  return `The click pack could not be used, so scores and photograph alone answer: ${errorMessage(error)}`;
}

function stampOf(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
