import { AppError } from '../../shared/errors/AppError.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** A page may repeat what another has done days ago; the numbers of older calls are forgotten. */
const KEPT = 20_000;

/** The numbers of the calls that have changed the project, kept with what they changed, so that none is made twice. */
export class ChangeTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** Whether a call was made already. */
  has(number: string | undefined): boolean {
    if (number === undefined) return false;
    return this.database.prepare('SELECT 1 FROM change WHERE number = ?').get(number) !== undefined;
  }

  /**
   * Notes the number of a call. To be called within the transaction that makes its change.
   *
   * @param number undefined for a call that cannot come twice
   * @throws AppError `already-done` for a number that was noted before
   */
  note(number: string | undefined): void {
    if (number === undefined) return;
    const { changes, lastInsertRowid } = this.database
      .prepare('INSERT OR IGNORE INTO change (number) VALUES (?)')
      .run(number);
    if (changes === 0) throw new AppError('already-done', 'This was done already.');
    this.database.prepare('DELETE FROM change WHERE id <= ?').run(Number(lastInsertRowid) - KEPT);
  }
}
