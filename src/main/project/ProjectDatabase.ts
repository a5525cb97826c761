import type Database from 'better-sqlite3';
import { AppError } from '../../shared/errors/AppError.ts';
import { withProjectErrors } from './sqliteErrors.ts';

/** What tables need of a prepared statement. */
interface Statement {
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  run(...parameters: unknown[]): Database.RunResult;
}

/** The database of a project as its tables see it: statements are prepared once, and SQLite's errors come in words. */
export class ProjectDatabase {
  /** Path of the file. */
  readonly name: string;
  private readonly database: Database.Database;
  private readonly prepared = new Map<string, Statement>();

  constructor(database: Database.Database) {
    this.name = database.name;
    this.database = database;
  }

  /** @throws AppError, as do its calls, see `explainProjectError` */
  prepare(sql: string): Statement {
    const known = this.prepared.get(sql);
    if (known) return known;
    const worded = <T>(work: () => T): T => {
      expectOpen(this.database);
      return withProjectErrors(this.name, work);
    };
    const statement = worded(() => this.database.prepare(sql));
    const prepared: Statement = {
      get: (...parameters) => worded(() => statement.get(...parameters)),
      all: (...parameters) => worded(() => statement.all(...parameters)),
      run: (...parameters) => worded(() => statement.run(...parameters)),
    };
    this.prepared.set(sql, prepared);
    return prepared;
  }

  /** Does several writes as one, within a transaction of the project. */
  transaction<T>(work: () => T): T {
    return withProjectErrors(this.name, () => this.database.transaction(work)());
  }
}

/**
 * Whoever has waited for something may find that the project was closed meanwhile, and another one opened.
 *
 * @throws AppError `other-project`
 */
export function expectOpen({ open, name }: Pick<Database.Database, 'open' | 'name'>): void {
  if (!open) throw new AppError('other-project', `${name} was closed meanwhile.`);
}
