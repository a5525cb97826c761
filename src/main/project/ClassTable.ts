import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import { damaged } from './damaged.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** The classes of a project, by label. */
export class ClassTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /** @throws AppError `project-invalid` for what Camweave cannot have written */
  all(): ProjectClass[] {
    const rows = this.database
      .prepare('SELECT label, name, colour, threshold FROM class ORDER BY label')
      .all() as ProjectClass[];
    for (const { label, colour } of rows)
      if (!/^#[0-9a-f]{6}$/.test(colour)) throw damaged(this.database, `the colour of class ${label}`);
    return rows;
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
