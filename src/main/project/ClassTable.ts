import type { ProjectClass } from '../../shared/images/ProjectClass.ts';
import { damaged } from './damaged.ts';
import { LabelsNow } from './LabelsNow.ts';
import type { ProjectDatabase } from './ProjectDatabase.ts';

/** A class that was deleted, or merged into another. */
export interface GoneClass extends Pick<ProjectClass, 'label' | 'name' | 'colour'> {
  /** What its pixels are now: another class, 0 background, 255 void, 254 whatever is proposed. */
  becomes: number;
}

/** A class that a label was written for once, and what that label means now; itself while the class is there. */
export interface WrittenClass extends Pick<ProjectClass, 'label' | 'name'> {
  now: number;
}

interface Row extends Omit<ProjectClass, 'guessed'> {
  guessed: 0 | 1;
  becomes: number | null;
}

/** The classes of a project in the order that a person has given them. Those that are gone stay, for what was made with them. */
export class ClassTable {
  private readonly database: ProjectDatabase;

  constructor(database: ProjectDatabase) {
    this.database = database;
  }

  /**
   * The classes that are there.
   *
   * @throws AppError `project-invalid` for what Camweave cannot have written
   */
  all(): ProjectClass[] {
    const rows = this.rows().filter(({ becomes }) => becomes === null);
    return rows.map(({ label, name, colour, threshold, guessed }) => ({
      ...{ label, name, colour, threshold, guessed: guessed === 1 },
    }));
  }

  /** Those that are gone, by label. */
  gone(): GoneClass[] {
    const now = this.labelsNow();
    return this.rows()
      .filter(({ becomes }) => becomes !== null)
      .map(({ label, name, colour }) => ({ label, name, colour, becomes: now.of(label) }));
  }

  /** Those that are there, then those that are gone. */
  written(): WrittenClass[] {
    const now = this.labelsNow();
    const rows = [...this.all(), ...this.gone()];
    return rows.map(({ label, name }) => ({ label, name, now: now.of(label) }));
  }

  /** Those that are there and learn from what is accepted, by label. */
  learning(): number[] {
    const rows = this.database
      .prepare('SELECT label FROM class WHERE becomes IS NULL AND learns = 1 ORDER BY label')
      .all() as { label: number }[];
    return rows.map(({ label }) => label);
  }

  /** Whether a class learns from what is accepted. */
  setLearns(label: number, learns: boolean): void {
    this.database.prepare('UPDATE class SET learns = ? WHERE label = ?').run(learns ? 1 : 0, label);
  }

  /** What labels that were written once mean now. @throws AppError `project-invalid` */
  labelsNow(): LabelsNow {
    const rows = this.database.prepare('SELECT label, becomes FROM class').all() as Pick<
      Row,
      'label' | 'becomes'
    >[];
    const there = rows.filter(({ becomes }) => becomes === null).map(({ label }) => label);
    const becomes = rows.flatMap((row): [number, number][] =>
      row.becomes === null ? [] : [[row.label, row.becomes]],
    );
    try {
      return new LabelsNow(new Set(there), new Map(becomes));
    } catch (cause) {
      throw damaged(this.database, 'its deleted classes', cause);
    }
  }

  /** Adds a class behind the others. @param becomes for one that is gone */
  add({ becomes = null, ...item }: Omit<ProjectClass, 'guessed'> & { becomes?: number | null }): void {
    this.database
      .prepare(
        `INSERT INTO class (label, name, colour, threshold, position, becomes) VALUES
         (@label, @name, @colour, @threshold, (SELECT coalesce(max(position), 0) + 1 FROM class), @becomes)`,
      )
      .run({ ...item, becomes });
  }

  /** Gives a class another name and colour; its label stays. */
  rename(label: number, name: string, colour: string): void {
    this.database.prepare('UPDATE class SET name = ?, colour = ? WHERE label = ?').run(name, colour, label);
  }

  /** Gives a class a threshold for all images, in place of guesses. */
  setThreshold(label: number, threshold: number): void {
    this.database
      .prepare('UPDATE class SET threshold = ?, guessed = 0 WHERE label = ?')
      .run(threshold, label);
  }

  /** Whether images have the threshold that was guessed for them. */
  setGuessed(label: number, guessed: boolean): void {
    this.database.prepare('UPDATE class SET guessed = ? WHERE label = ?').run(guessed ? 1 : 0, label);
  }

  /** @param labels in their new order */
  setOrder(labels: readonly number[]): void {
    for (const [index, label] of labels.entries())
      this.database.prepare('UPDATE class SET position = ? WHERE label = ?').run(index + 1, label);
  }

  /** @param becomes what the pixels of a class are from now on; null brings it back */
  setBecomes(label: number, becomes: number | null): void {
    this.database.prepare('UPDATE class SET becomes = ? WHERE label = ?').run(becomes, label);
  }

  /** Forgets a class that is gone, so that its label is free; what has become it becomes what it has. */
  forget(label: number): void {
    this.database
      .prepare(
        'UPDATE class SET becomes = (SELECT becomes FROM class WHERE label = @label) WHERE becomes = @label',
      )
      .run({ label });
    this.database.prepare('DELETE FROM class WHERE label = ?').run(label);
  }

  private rows(): Row[] {
    const rows = this.database
      .prepare('SELECT label, name, colour, threshold, guessed, becomes FROM class ORDER BY position, label')
      .all() as Row[];
    for (const { label, colour } of rows)
      if (!/^#[0-9a-f]{6}$/.test(colour)) throw damaged(this.database, `the colour of class ${label}`);
    return rows;
  }
}
