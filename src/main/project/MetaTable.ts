import type { Database } from 'better-sqlite3';
import type { ProposalParameters } from '../../shared/parameters/proposalParameters.ts';
import { proposalParametersSchema } from '../../shared/parameters/proposalParameters.ts';

/** Facts about the project as a whole. */
interface Meta {
  /** Names the project for as long as it lives, wherever its file is; 32 hexadecimal digits. */
  id: string;
  /** Folder that the images' paths are relative to. */
  root: string;
  pack: string;
  packHash: string;
  parameters: ProposalParameters;
  voidHalfWidth: number;
  /** Least classifier probability for a tag, per class name. */
  tagProbabilities: Record<string, number>;
}

/** Key-value facts, stored as JSON. */
export class MetaTable {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  get<Key extends keyof Meta>(key: Key): Meta[Key] | undefined {
    const row = this.database.prepare('SELECT value FROM meta WHERE key = ?').get(key) as
      { value: string } | undefined;
    if (!row) return undefined;
    const value: unknown = JSON.parse(row.value);
    return (key === 'parameters' ? proposalParametersSchema.parse(value) : value) as Meta[Key];
  }

  set<Key extends keyof Meta>(key: Key, value: Meta[Key]): void {
    this.database
      .prepare(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
      )
      .run(key, JSON.stringify(value));
  }
}
