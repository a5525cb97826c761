import { existsSync, realpathSync, rmSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { ActiveTimeTable } from './ActiveTimeTable.ts';
import { AgreementTable } from './AgreementTable.ts';
import { ChangeTable } from './ChangeTable.ts';
import { ClassTable } from './ClassTable.ts';
import { copyDatabase } from './copyDatabase.ts';
import { DecisionTable } from './DecisionTable.ts';
import { FigureTable } from './FigureTable.ts';
import { FilePlace } from './FilePlace.ts';
import { GivenTable } from './GivenTable.ts';
import { HeadTable } from './HeadTable.ts';
import { ImageTable } from './ImageTable.ts';
import { LabelTable } from './LabelTable.ts';
import { LessonTable } from './LessonTable.ts';
import { MetaTable } from './MetaTable.ts';
import { NoteTable } from './NoteTable.ts';
import { ObjectEditTable } from './ObjectEditTable.ts';
import { giveNewId } from './giveNewId.ts';
import { ImageRows } from './ImageRows.ts';
import type { Part } from './makePart.ts';
import { makePart } from './makePart.ts';
import { SuggestionTable } from './SuggestionTable.ts';
import { MIGRATIONS } from './migrations.ts';
import { createDatabase, openDatabase } from './openDatabase.ts';
import { expectOpen, ProjectDatabase } from './ProjectDatabase.ts';
import { RefinedTable } from './RefinedTable.ts';
import { RiskTable } from './RiskTable.ts';
import { RivalTable } from './RivalTable.ts';
import { ScoreTable } from './ScoreTable.ts';
import { withProjectErrors } from './sqliteErrors.ts';
import { StrokeTable } from './StrokeTable.ts';
import { WriteAheadLog } from './WriteAheadLog.ts';

/**
 * A project: one SQLite file in WAL mode, held exclusively while it is open, so that a second Camweave cannot
 * open it; the operating system lets go of the lock when the process dies.
 */
export class ProjectFile {
  readonly path: string;
  readonly meta: MetaTable;
  readonly classes: ClassTable;
  readonly images: ImageTable;
  readonly scores: ScoreTable;
  readonly refined: RefinedTable;
  readonly given: GivenTable;
  readonly agreement: AgreementTable;
  readonly risks: RiskTable;
  readonly figures: FigureTable;
  readonly activeTime: ActiveTimeTable;
  readonly suggestions: SuggestionTable;
  readonly lessons: LessonTable;
  readonly heads: HeadTable;
  readonly strokes: StrokeTable;
  readonly objectEdits: ObjectEditTable;
  readonly notes: NoteTable;
  readonly decisions: DecisionTable;
  readonly labels: LabelTable;
  readonly rivals: RivalTable;
  readonly changes: ChangeTable;
  /** What there is of an image, whatever the table. */
  readonly rows: ImageRows;
  private readonly log: WriteAheadLog;
  private readonly place: FilePlace;
  private readonly database: Database.Database;

  private constructor(path: string, database: Database.Database) {
    this.path = path;
    this.database = database;
    const tables = new ProjectDatabase(database);
    this.meta = new MetaTable(tables);
    this.classes = new ClassTable(tables);
    this.images = new ImageTable(tables, this.classes);
    this.scores = new ScoreTable(tables, this.classes);
    this.refined = new RefinedTable(tables);
    this.given = new GivenTable(tables, this.classes);
    this.agreement = new AgreementTable(tables);
    this.risks = new RiskTable(tables, this.classes);
    this.figures = new FigureTable(tables);
    this.activeTime = new ActiveTimeTable(tables);
    this.suggestions = new SuggestionTable(tables, this.classes);
    this.lessons = new LessonTable(tables, this.classes);
    this.heads = new HeadTable(tables);
    this.strokes = new StrokeTable(tables, this.classes);
    this.objectEdits = new ObjectEditTable(tables);
    this.notes = new NoteTable(tables);
    this.decisions = new DecisionTable(tables);
    this.labels = new LabelTable(tables);
    this.rivals = new RivalTable(tables, this.classes);
    this.changes = new ChangeTable(tables);
    this.rows = new ImageRows(tables);
    this.log = new WriteAheadLog(path, database);
    this.place = new FilePlace(path);
  }

  /**
   * Opens a project, lifting an older version to the present one; or creates it where `create` is set.
   *
   * @throws AppError `not-found`, `project-busy`, `project-newer`, `project-invalid`, `not-writable`, `disk-full`
   */
  static open(given: string, { create = false, migrations = MIGRATIONS } = {}): ProjectFile {
    // SQLite keeps its log beside the file itself, whichever links lead there.
    const path = existsSync(given) ? realpathSync(given) : given;
    if (!create && !existsSync(path)) {
      throw new AppError(
        'not-found',
        `${path} does not exist. \`camweave propose SOURCE --project FILE\` creates a project.`,
      );
    }
    return withProjectErrors(path, () => {
      if (!existsSync(path)) createDatabase(path, migrations);
      const project = new ProjectFile(path, openDatabase(path, migrations));
      try {
        project.meta.expectReadable();
        project.classes.all();
        project.classes.labelsNow();
      } catch (error) {
        project.close();
        throw error;
      }
      return project;
    });
  }

  /**
   * Does several writes as one: all of them are kept, on the disk, or none.
   *
   * @throws AppError `project-moved` where the file is no longer at its place, `other-project` where it was closed, and those of `open`
   */
  transaction<T>(work: () => T): T {
    expectOpen(this.database);
    if (this.database.inTransaction) return this.database.transaction(work)();
    return withProjectErrors(this.path, () => {
      this.expectInPlace();
      this.log.begin();
      try {
        return this.database.transaction(work).immediate();
      } finally {
        this.log.changed();
      }
    });
  }

  /**
   * Copies the project as it is now to a file that is not there yet; work on it may go on meanwhile.
   *
   * @param asAnother whether the copy is a project of its own: calls that are kept for this one are not made in it
   * @throws AppError `not-writable`, `disk-full`; `other-project` where it is closed meanwhile
   */
  async copyTo(path: string, { asAnother = false } = {}): Promise<void> {
    await copyDatabase(this.database, path, asAnother ? giveNewId : undefined);
  }

  /** Copies what becomes a part of the project to a file that is not there yet. @throws AppError as `copyTo` */
  async copyPartTo(path: string, part: Part): Promise<void> {
    await copyDatabase(this.database, path, (copy) => makePart(copy, part));
  }

  close(): void {
    this.log.close();
    this.database.close();
  }

  /** What has been saved so far goes with the file, wherever it is now. */
  private expectInPlace(): void {
    if (this.place.isOurs) return;
    this.log.bringIn();
    throw this.place.error;
  }

  /** Closes a project that was created in vain and removes its file. */
  discard(): void {
    this.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${this.path}${suffix}`, { force: true });
  }
}
