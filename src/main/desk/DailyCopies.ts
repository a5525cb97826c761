import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ENDING, projectName } from '../../shared/projects/projectName.ts';
import type { ProjectFile } from '../project/ProjectFile.ts';

/** Whoever opens a project wants to see it first. */
const AFTER_MS = 5000;
const MOST_COPIES = 5;
/** Of one project; the newest copy is kept in any case. */
const MOST_BYTES = 2e9;

/**
 * Copies of a project as it was when it was first opened on a day, kept with the settings: the last five days, as far as they
 * take no more than two gigabytes.
 */
export class DailyCopies {
  /** Of all projects. */
  private readonly folder: string;
  private project: ProjectFile | undefined;
  private waiting: NodeJS.Timeout | undefined;
  private readonly onFault: (error: unknown) => void;

  /** @param settings folder of the settings */
  constructor(settings: string, onFault: (error: unknown) => void) {
    this.folder = join(settings, 'copies');
    this.onFault = onFault;
  }

  /** Where the copies of a project lie. */
  folderOf(path: string): string {
    const place = createHash('sha256').update(path).digest('hex').slice(0, 8);
    return join(this.folder, `${projectName(path)}-${place}`);
  }

  /** The copies of a project, oldest first. */
  of(path: string): string[] {
    const folder = this.folderOf(path);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter((name) => name.endsWith(PROJECT_ENDING));
    return names.sort().map((name) => join(folder, name));
  }

  /** Copies a project a moment from now, unless that was done today. */
  begin(project: ProjectFile): void {
    this.project = project;
    this.waiting = setTimeout(() => {
      this.copy(project, new Date()).catch((error: unknown) => {
        // A project that is closed while it is copied is copied the next time.
        if (this.project === project) this.onFault(error);
      });
    }, AFTER_MS).unref();
  }

  /** No copy is begun any more. */
  end(): void {
    this.project = undefined;
    clearTimeout(this.waiting);
  }

  /** Copies a project unless that was done on this day; a day is one of the machine's place. */
  async copy(project: ProjectFile, now: Date): Promise<void> {
    const folder = this.folderOf(project.path);
    const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    const file = join(folder, `${day}${PROJECT_ENDING}`);
    if (existsSync(file) || !project.images.any()) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await project.copyTo(file);
    const copies = this.of(project.path).reverse();
    let bytes = 0;
    for (const [index, copy] of copies.entries()) {
      bytes += statSync(copy).size;
      if (index >= MOST_COPIES || (index > 0 && bytes > MOST_BYTES)) rmSync(copy);
    }
  }
}
