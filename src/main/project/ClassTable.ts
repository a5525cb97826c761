import type { Database } from 'better-sqlite3';
import type { ProjectClass } from '../../shared/images/ProjectClass.ts';

/** The classes of a project, by label. */
export class ClassTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  all(): ProjectClass[] {
    return this.database
      .prepare('SELECT label, name, colour, threshold FROM class ORDER BY label')
      .all() as ProjectClass[];
  }

  add(item: ProjectClass): void {
    this.database
      .prepare(
        'INSERT INTO class (label, name, colour, threshold) VALUES (@label, @name, @colour, @threshold)',
      )
      .run(item);
  }

  /** Gives a class another name and colour; its label stays. */
  rename(label: number, name: string, colour: string): void {
    this.database.prepare('UPDATE class SET name = ?, colour = ? WHERE label = ?').run(name, colour, label);
  }

  setThreshold(label: number, threshold: number): void {
    this.database.prepare('UPDATE class SET threshold = ? WHERE label = ?').run(threshold, label);
  }
}
