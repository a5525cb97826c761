import { existsSync, realpathSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '../../shared/errors/AppError.ts';
import { clearPartials } from '../formats/dataset/partialFolders.ts';
import { locateBundled } from '../models/pack/bundled.ts';
import { expectOwnPlaces, placesOf } from '../project/expectOwnPlaces.ts';
import { ProjectFile } from '../project/ProjectFile.ts';
import { DailyCopies } from './DailyCopies.ts';
import type { OpenProjectOptions } from './OpenProject.ts';
import { OpenProject } from './OpenProject.ts';
import type { SettingsFile } from './SettingsFile.ts';

export interface ProjectsOptions extends Omit<OpenProjectOptions, 'home'> {
  settings: SettingsFile;
  /** Folder with `packs/default` and `samples`, where they come with Camweave. */
  resources: string;
  /** Whether projects can be opened and made, or one was named at the start. */
  canChoose: boolean;
}

/** The project that is open, at most one, and how it comes to be that one. */
export class Projects {
  readonly canChoose: boolean;
  private readonly options: ProjectsOptions;
  private readonly copies: DailyCopies;
  private open: OpenProject | undefined;

  constructor(options: ProjectsOptions) {
    this.options = options;
    this.canChoose = options.canChoose;
    this.copies = new DailyCopies(options.settings.folder, (error) =>
      options.faults.record({ where: 'the copy of the day', error }),
    );
  }

  get isOpen(): boolean {
    return this.open !== undefined;
  }

  /** The id of the open project. */
  get id(): string | undefined {
    return this.open?.file.meta.get('id');
  }

  /** @throws AppError `not-found` while no project is open */
  get current(): OpenProject {
    if (this.open) return this.open;
    throw new AppError('not-found', 'No project is open.');
  }

  /** @throws AppError `invalid-input` where one project was named at the start */
  expectChoice(): void {
    if (this.canChoose) return;
    throw new AppError(
      'invalid-input',
      'This Camweave was started for one project. Start it without one to choose here.',
    );
  }

  /** @throws AppError of the project file; what is open stays open then, unless it is the same file */
  openAt(path: string): void {
    if (this.open && realOf(this.open.file.path) === realOf(path)) this.close();
    const file = this.openFile(resolve(path));
    try {
      expectOwnPlaces(placesOf(file));
    } catch (error) {
      file.close();
      throw error;
    }
    followBundled(file, this.options.resources);
    this.take(file);
  }

  /** Of a file that is damaged there may be copies. */
  private openFile(path: string): ProjectFile {
    try {
      return ProjectFile.open(path);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'project-invalid') throw error;
      if (this.copies.of(path).length === 0) throw error;
      const where = `Copies of earlier days lie in ${this.copies.folderOf(path)}.`;
      throw new AppError(error.code, `${error.message} ${where}`, { cause: error });
    }
  }

  /** Takes over a project file that was opened, in place of the present one. */
  take(file: ProjectFile): void {
    this.close();
    this.open = new OpenProject(file, { ...this.options, home: this.options.settings.folder });
    this.copies.begin(file);
    // What exports to its folder have left that were killed; whoever waits for one does not wait for this.
    void clearPartials(dirname(resolve(file.path)));
    this.options.settings.remember({ project: resolve(file.path) });
    this.options.events.send({ type: 'project', open: true });
  }

  close(): void {
    if (!this.open) return;
    this.copies.end();
    this.open.close();
    this.open = undefined;
    this.options.events.send({ type: 'project', open: false });
  }

  /** Where a project of these images is put: beside their folder, or with the settings if they came with Camweave. */
  folderFor(root: string): string {
    const fromResources = relative(this.options.resources, root);
    const isOwn = !fromResources.startsWith('..') && !isAbsolute(fromResources);
    return isOwn ? this.options.settings.folder : dirname(root);
  }
}

function realOf(path: string): string {
  return existsSync(path) ? realpathSync(path) : resolve(path);
}

/** A project goes on with the pack and the samples of the Camweave that opens it, where it began with another's. */
function followBundled(file: ProjectFile, resources: string): void {
  for (const key of ['pack', 'root'] as const) {
    const before = file.meta.get(key);
    const present = before === undefined ? undefined : locateBundled(before, resources);
    if (present === undefined || present === before) continue;
    // Somebody's own folder may be named like the samples.
    const isOurs = key === 'pack' || file.images.all().every(({ path }) => existsSync(join(present, path)));
    if (isOurs) file.transaction(() => file.meta.set(key, present));
  }
}
